-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
DROP INDEX CONCURRENTLY orders_pkey;
-- expect: drop-index-backing-constraint "DROP INDEX CONCURRENTLY orders_pkey"
