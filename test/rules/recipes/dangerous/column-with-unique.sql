-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN number text UNIQUE;
-- expect: adding-column-inline-unique "UNIQUE"
