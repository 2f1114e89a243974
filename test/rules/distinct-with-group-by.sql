-- case: all grouping columns are selected
-- query
SELECT DISTINCT customer_id, count(*) FROM shop.orders GROUP BY customer_id;
-- expect: redundant "DISTINCT"
select distinct /* x */ o."A" as a, lower(b) from "Orders" o group by a, lower(b); SELECT 1;
-- expect: redundant "distinct"
SELECT DISTINCT größe, count(*) FROM t GROUP BY 1;
-- expect: redundant

-- case: silent
-- query
-- crlf
SELECT DISTINCT count(*) FROM orders GROUP BY customer_id;
SELECT DISTINCT a FROM orders GROUP BY a, b;
SELECT DISTINCT a, b FROM orders;
SELECT DISTINCT ON (a) a, b FROM orders GROUP BY a, b ORDER BY a, b;
SELECT DISTINCT a FROM orders GROUP BY ROLLUP (a);
SELECT a FROM orders GROUP BY a;
