-- case: only the set of values counts
-- query
SELECT id FROM shop.c WHERE id IN (SELECT a FROM shop.x UNION SELECT b FROM shop.y);
-- expect: notNeeded "UNION"
SELECT id FROM "C" WHERE EXISTS (SELECT a FROM x union /* x */ distinct SELECT größe FROM y WHERE "C".id = y.c); SELECT 1;
-- expect: notNeeded "union /* x */ distinct"

-- case: a constant tells them apart
-- query
SELECT 'order' AS kind, id FROM orders UNION SELECT 'return', id FROM returns;
-- expect: disjoint "UNION"
SELECT 1, id FROM a UNION ALL SELECT 2, id FROM b UNION SELECT 3, id FROM c;
-- expect: disjoint "UNION"

-- case: silent
-- query
-- crlf
SELECT id FROM a UNION SELECT id FROM b;
SELECT id FROM a UNION ALL SELECT id FROM b;
SELECT 'a', id FROM a UNION SELECT 'a', id FROM b;
SELECT 'a', id FROM a UNION ALL SELECT 'b', id FROM b UNION SELECT 'b', id FROM c;
SELECT id FROM c WHERE id IN (SELECT a FROM x UNION SELECT b FROM y LIMIT 5);
SELECT 1 UNION SELECT 2;
SELECT id FROM a INTERSECT SELECT id FROM b;
SELECT id FROM c WHERE id IN (SELECT a FROM x EXCEPT SELECT b FROM y);
