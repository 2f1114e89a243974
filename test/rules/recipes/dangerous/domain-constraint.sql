-- file: 001_tables.sql
CREATE DOMAIN amount AS numeric;
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total amount);
-- file: 002_domain.sql
SET LOCAL lock_timeout = '2s';
ALTER DOMAIN amount ADD CONSTRAINT amount_positive CHECK (VALUE >= 0);
-- expect: ban-alter-domain-with-add-constraint "ALTER DOMAIN amount ADD CONSTRAINT amount_positive CHECK (VALUE >= 0)"
