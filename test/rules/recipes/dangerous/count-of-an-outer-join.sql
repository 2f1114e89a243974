-- tables: orders
-- query: query.sql
SELECT c.id, count(*) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id;
-- expect: count-star-outer-join "count(*)"
