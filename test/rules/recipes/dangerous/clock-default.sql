-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN seen_at timestamptz DEFAULT clock_timestamp();
-- expect: adding-field-with-default "ADD COLUMN seen_at timestamptz DEFAULT clock_timestamp()"
