-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
DROP INDEX orders_placed_at_idx;
-- expect: require-concurrent-index-deletion "DROP INDEX orders_placed_at_idx"
