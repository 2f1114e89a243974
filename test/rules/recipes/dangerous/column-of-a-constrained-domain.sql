-- file: 001_tables.sql
CREATE DOMAIN percentage AS numeric CHECK (VALUE BETWEEN 0 AND 100);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL);
-- file: 002_column.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN discount percentage;
-- expect: adding-constrained-domain-column "ADD COLUMN discount percentage"
