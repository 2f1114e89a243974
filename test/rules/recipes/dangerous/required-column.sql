-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN currency text NOT NULL;
-- expect: adding-required-field "ADD COLUMN currency text NOT NULL"
