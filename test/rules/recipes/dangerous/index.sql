-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
CREATE INDEX orders_state_idx ON orders (state);
-- expect: require-concurrent-index-creation "CREATE INDEX"
