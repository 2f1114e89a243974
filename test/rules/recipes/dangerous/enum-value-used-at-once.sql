-- file: 001_type.sql
CREATE TYPE order_state AS ENUM ('new', 'paid');
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state order_state NOT NULL);
-- file: 002_value.sql
SET LOCAL lock_timeout = '2s';
ALTER TYPE order_state ADD VALUE 'sent';
UPDATE orders SET state = 'sent' WHERE id = 1;
-- expect: enum-value-used-in-transaction "'sent'"
