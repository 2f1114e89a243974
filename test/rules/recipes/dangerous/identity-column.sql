-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
-- expect: adding-identity-column "ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY"
