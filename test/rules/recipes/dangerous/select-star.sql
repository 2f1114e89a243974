-- tables: orders
-- query: query.sql
SELECT * FROM orders WHERE id = $1;
-- expect: select-star "*"
