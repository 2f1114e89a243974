-- tables: orders
-- query: query.sql
SELECT c.name, o.total FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE o.state = 'paid';
-- expect: outer-join-filtered "o.state = 'paid'"
