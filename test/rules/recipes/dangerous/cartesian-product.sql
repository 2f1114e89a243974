-- tables: orders
-- query: query.sql
SELECT c.name, o.total FROM customers c, orders o WHERE o.state = 'new' AND c.name = 'Ada';
-- expect: implicit-cross-join "orders"
