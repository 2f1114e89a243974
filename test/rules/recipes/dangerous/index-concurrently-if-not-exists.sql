-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state_idx ON orders (state);
-- expect: concurrent-index-if-not-exists "IF NOT EXISTS"
