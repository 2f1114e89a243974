-- file: 001_orders.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL);
CREATE INDEX orders_state_idx ON orders (state);
-- file: 002_drop.sql, each
SET lock_timeout = '2s';
DROP INDEX CONCURRENTLY orders_state_idx;
