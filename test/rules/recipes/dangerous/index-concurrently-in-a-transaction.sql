-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
-- expect: concurrently-in-transaction "CREATE INDEX CONCURRENTLY"
