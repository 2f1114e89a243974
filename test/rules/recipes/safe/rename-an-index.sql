-- file: 001_orders.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL);
CREATE INDEX orders_idx ON orders (state);
-- file: 002_rename.sql
SET LOCAL lock_timeout = '2s';
ALTER INDEX orders_idx RENAME TO orders_state_idx;
