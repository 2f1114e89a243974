-- file: 001_products.sql
CREATE TABLE products (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, price numeric(12, 2) NOT NULL);
-- file: 002_not_valid.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE products ADD CONSTRAINT products_price_check CHECK (price >= 0) NOT VALID;
-- file: 003_validate.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE products VALIDATE CONSTRAINT products_price_check;
