-- tables: orders
-- query: query.sql
SELECT c.name, (SELECT max(o.placed_at) FROM orders o WHERE o.customer_id = c.id) AS latest FROM customers c;
-- expect: correlated-subquery-in-select "(SELECT max(o.placed_at) FROM orders o WHERE o.customer_id = c.id)"
