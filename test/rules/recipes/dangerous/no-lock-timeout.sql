-- file: 001_tables.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL);
-- file: 002_column.sql
ALTER TABLE orders ADD COLUMN note text;
-- expect: require-lock-timeout "ALTER TABLE orders"
