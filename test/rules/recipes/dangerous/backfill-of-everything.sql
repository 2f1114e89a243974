-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
UPDATE orders SET quantity = 0 WHERE quantity IS NULL;
-- expect: unbatched-backfill "UPDATE orders"
