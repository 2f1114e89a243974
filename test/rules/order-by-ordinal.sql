-- case: positions
-- query
SELECT id, total FROM shop.orders ORDER BY 2 DESC;
-- expect: position "2"
SELECT o."A" AS "Name", lower(b) FROM "Orders" o order by 1 nulls last, /* x */ 2; SELECT 1;
-- expect: position "1 nulls last, /* x */ 2"
SELECT größe, $1 FROM t ORDER BY 2, 1;
-- expect: position

-- case: silent
-- query
-- crlf
SELECT id FROM orders ORDER BY id;
SELECT id FROM a UNION SELECT id FROM b ORDER BY 1;
SELECT id FROM orders ORDER BY id + 1;
VALUES (1), (2) ORDER BY 1;
