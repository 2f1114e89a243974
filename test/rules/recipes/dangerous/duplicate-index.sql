-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
-- expect: duplicate-index "orders"
