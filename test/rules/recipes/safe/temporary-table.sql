-- file: 001_orders.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text NOT NULL);
-- file: 002_import.sql
CREATE TEMPORARY TABLE incoming (code text) ON COMMIT DROP;
CREATE INDEX incoming_code_idx ON incoming (code);
INSERT INTO orders (code) SELECT code FROM incoming;
