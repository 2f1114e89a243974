-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
LOCK TABLE orders IN EXCLUSIVE MODE;
-- expect: lock-table "LOCK TABLE orders IN EXCLUSIVE MODE"
