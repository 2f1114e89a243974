-- tables: orders
-- query: query.sql
DELETE FROM orders;
-- expect: delete-without-where "DELETE FROM orders"
