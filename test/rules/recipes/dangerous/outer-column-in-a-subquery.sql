-- tables: orders
-- query: query.sql
SELECT name FROM customers WHERE id IN (SELECT email FROM orders);
-- expect: outer-column-in-subquery "email"
