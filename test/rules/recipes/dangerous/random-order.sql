-- tables: orders
-- query: query.sql
SELECT id FROM orders ORDER BY random() LIMIT 1;
-- expect: order-by-random "random()"
