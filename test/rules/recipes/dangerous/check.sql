-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);
-- expect: constraint-missing-not-valid "ADD CONSTRAINT orders_total_check CHECK (total >= 0)"
