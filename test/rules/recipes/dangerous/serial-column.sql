-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN number bigserial;
-- expect: adding-serial-column "ADD COLUMN number bigserial"
