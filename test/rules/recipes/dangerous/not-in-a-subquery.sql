-- tables: orders
-- query: query.sql
SELECT name FROM customers WHERE email NOT IN (SELECT note FROM orders);
-- expect: not-in-subquery "email NOT IN (SELECT note FROM orders)"
