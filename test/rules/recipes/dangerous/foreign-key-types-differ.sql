-- file: 001_tables.sql
CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id numeric NOT NULL REFERENCES customers (id));
-- expect: fk-type-mismatch "REFERENCES"
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
