-- case: parentheses around the first column
-- query
SELECT DISTINCT (status), customer_id FROM shop.orders;
-- expect: noFunction "(status)"
select distinct("Status"), id from "Orders"; SELECT 1;
-- expect: noFunction "("Status")"
SELECT DISTINCT /* a */ (lower(größe)), b FROM t;
-- expect: noFunction "(lower(größe))"

-- case: silent
-- query
-- crlf
SELECT DISTINCT (status) FROM orders;
SELECT DISTINCT status, (id) FROM orders;
SELECT DISTINCT (a + b) * 2, c FROM orders;
SELECT DISTINCT (a)::text, c FROM orders;
SELECT DISTINCT (a, b), c FROM orders;
SELECT DISTINCT (SELECT 1), c FROM orders;
SELECT DISTINCT ON (a) a, b FROM orders ORDER BY a, b;
SELECT (a), b FROM orders;
SELECT count(DISTINCT (a)), b FROM orders GROUP BY b;
