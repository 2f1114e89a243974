-- tables: orders
-- query: query.sql
SELECT name FROM customers c WHERE (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) > 0;
-- expect: count-for-existence "(SELECT count(*) FROM orders o WHERE o.customer_id = c.id) > 0"
