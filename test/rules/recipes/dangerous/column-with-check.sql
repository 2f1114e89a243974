-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN discount numeric CHECK (discount >= 0);
-- expect: adding-column-inline-check "CHECK (discount >= 0)"
