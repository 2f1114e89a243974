-- file: 001_customers.sql
CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
-- file: 002_view.sql
CREATE VIEW clients WITH (security_invoker = true) AS SELECT id, name FROM customers;
