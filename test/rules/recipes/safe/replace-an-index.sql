-- file: 001_orders.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL, placed_at timestamptz NOT NULL);
CREATE INDEX orders_state_idx ON orders (state);
-- file: 002_replace.sql, each
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY orders_state_placed_at_idx ON orders (state, placed_at);
DROP INDEX CONCURRENTLY orders_state_idx;
