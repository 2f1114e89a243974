-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders RENAME COLUMN state TO status;
-- expect: renaming-column "ALTER TABLE orders RENAME COLUMN state TO status"
