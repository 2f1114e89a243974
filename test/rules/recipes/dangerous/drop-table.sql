-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
DROP TABLE orders;
-- expect: ban-drop-table "DROP TABLE orders"
