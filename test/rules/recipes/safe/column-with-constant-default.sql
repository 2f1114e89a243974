-- file: 001_orders.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
-- file: 002_column.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new';
