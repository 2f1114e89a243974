-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
TRUNCATE orders;
-- expect: truncate "TRUNCATE orders"
