-- file: 001_type.sql
CREATE TYPE order_state AS ENUM ('new', 'paid');
-- file: 002_value.sql
ALTER TYPE order_state ADD VALUE IF NOT EXISTS 'sent' AFTER 'paid';
-- file: 003_use.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state order_state NOT NULL DEFAULT 'sent');
