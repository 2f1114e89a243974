-- case: different numbers
-- query
SELECT id, note FROM shop.orders UNION ALL SELECT "Id" FROM "Returns"; SELECT 1;
-- expect: differ ""Id""
SELECT 1 EXCEPT VALUES (1, 2);
-- expect: differ "1"
SELECT id FROM a UNION SELECT id FROM b UNION /* x */ SELECT größe, 1 FROM c;
-- expect: differ "größe"
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n, 2 FROM t WHERE n < 3) SELECT n FROM t;
-- expect: differ

-- case: silent
-- query
-- crlf
SELECT id, note FROM a UNION SELECT id, note FROM b INTERSECT SELECT 1, 'x';
SELECT a.* FROM a UNION SELECT id, note FROM b;
SELECT (x).* FROM a UNION SELECT id, note FROM b;
SELECT 1 UNION TABLE a;
