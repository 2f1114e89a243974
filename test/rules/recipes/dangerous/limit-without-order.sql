-- tables: orders
-- query: query.sql
SELECT id FROM orders LIMIT 10;
-- expect: limit-without-order-by "LIMIT 10"
