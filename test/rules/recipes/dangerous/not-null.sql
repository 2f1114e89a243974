-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN quantity SET NOT NULL;
-- expect: adding-not-nullable-field "ALTER COLUMN quantity SET NOT NULL"
