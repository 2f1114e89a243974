-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
-- expect: changing-column-type "ALTER COLUMN quantity TYPE bigint"
