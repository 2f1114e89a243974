-- case: nothing is decided
-- query
SELECT id FROM shop.orders WHERE 1 = 1;
-- expect: alwaysTrue "1 = 1"
SELECT id FROM "Orders" o where true and o."A" = 1 order by id; SELECT 1;
-- expect: alwaysTrue "true"
SELECT id FROM t WHERE a = 1 AND (1 = 1) AND größe = 2;
-- expect: alwaysTrue "1 = 1"
SELECT id FROM t WHERE a = 1 /* x */ AND 'a' = 'a';
-- expect: alwaysTrue
SELECT id FROM t WHERE a = 1 OR 1 = 1;
-- expect: openArm "a = 1 OR 1 = 1"
DELETE FROM t WHERE a = 1 AND true;
-- expect: alwaysTrue
SELECT id FROM (SELECT id FROM t WHERE true) x;
-- expect: alwaysTrue

-- case: silent
-- query
-- crlf
SELECT id FROM t WHERE false;
SELECT id FROM t WHERE 1 = 2 AND a = 1;
SELECT id FROM t WHERE a = a;
DELETE FROM t WHERE true;
SELECT id FROM t WHERE 1 = 1 ${filters};
SELECT id FROM a JOIN LATERAL (SELECT 1) b ON true;
