-- tables: orders
-- query: query.sql
SELECT DISTINCT ON (customer_id) customer_id, total FROM orders;
-- expect: distinct-on-without-order-by "customer_id"
