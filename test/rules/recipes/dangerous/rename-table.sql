-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders RENAME TO purchases;
-- expect: renaming-table "ALTER TABLE orders RENAME TO purchases"
