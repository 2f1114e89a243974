-- tables: orders
-- query: query.sql
SELECT customers.name FROM customers NATURAL JOIN orders;
-- expect: natural-join "NATURAL JOIN"
