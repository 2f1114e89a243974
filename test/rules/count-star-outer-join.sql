-- case: missing matches are counted
-- query
SELECT c.id, count(*) FROM shop.customers c LEFT JOIN shop.orders o ON o.customer_id = c.id GROUP BY c.id;
-- expect: countsNone "count(*)"
SELECT "C".id, /* x */ COUNT(1) FROM "C" LEFT JOIN "Größe" g ON "C".id = g."cId" GROUP BY "C".id HAVING count(*) > 5; SELECT 1;
-- expect: countsNone "COUNT(1)"
-- expect: countsNone "count(*)"

-- case: silent
-- query
-- crlf
SELECT c.id, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id;
SELECT o.status, count(*) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY o.status;
SELECT c.id, count(*) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id;
SELECT c.id, count(*) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id WHERE o.id IS NOT NULL GROUP BY c.id;
SELECT count(*) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id;
SELECT x, count(*) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY x;
SELECT c.id, count(*) OVER () FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id;
