-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
DROP INDEX CONCURRENTLY IF EXISTS orders_placed_at_idx;
-- expect: replace-index-gap "DROP INDEX CONCURRENTLY IF EXISTS orders_placed_at_idx"
CREATE INDEX CONCURRENTLY orders_placed_at_new_idx ON orders (placed_at DESC);
