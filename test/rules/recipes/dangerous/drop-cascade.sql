-- file: 001_tables.sql
CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, email text);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  state text NOT NULL DEFAULT 'new',
  note varchar(80),
  quantity integer,
  total numeric(12, 2),
  placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
CREATE INDEX orders_placed_at_idx ON orders (placed_at);
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
CREATE VIEW open_orders AS SELECT id, customer_id FROM orders WHERE state = 'new';
DROP TABLE orders CASCADE;
-- expect: ban-drop-table "DROP TABLE orders CASCADE"
-- expect: drop-cascade "CASCADE"
