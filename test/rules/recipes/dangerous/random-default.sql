-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
-- expect: adding-field-with-default "ADD COLUMN token uuid DEFAULT gen_random_uuid()"
