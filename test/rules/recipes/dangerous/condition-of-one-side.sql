-- tables: orders
-- query: query.sql
SELECT c.name, o.total FROM customers c JOIN orders o ON o.id = o.customer_id;
-- expect: one-sided-join-condition "o.id = o.customer_id"
