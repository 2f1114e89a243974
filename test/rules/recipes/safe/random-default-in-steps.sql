-- file: 001_orders.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
-- file: 002_column.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
-- file: 003_fill_a_part.sql, each
UPDATE orders SET token = gen_random_uuid() WHERE id BETWEEN 1 AND 10000 AND token IS NULL;
UPDATE orders SET token = gen_random_uuid() WHERE id BETWEEN 10001 AND 20000 AND token IS NULL;
