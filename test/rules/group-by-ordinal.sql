-- case: positions
-- query
SELECT status, count(*) FROM shop.orders GROUP BY 1;
-- expect: position "1"
SELECT o."A" AS a, lower(b), c FROM "Orders" o GROUP BY 1, /* x */ 2, c; SELECT 1;
-- expect: position "1, /* x */ 2"
SELECT random(), count(*) FROM t GROUP BY 1;
-- expect: position
SELECT *, größe FROM t GROUP BY 2;
-- expect: position

-- case: silent
-- query
-- crlf
SELECT status, count(*) FROM orders GROUP BY status;
SELECT a FROM t GROUP BY ROLLUP (a);
SELECT 1 FROM t;
