-- case: alone, first, in the middle, last
-- query
WITH a AS (SELECT 1) SELECT id FROM shop.orders;
-- expect: unused "a"
WITH "A" AS (SELECT 1), b AS (SELECT 2) SELECT x FROM b; SELECT 1;
-- expect: unused ""A""
WITH a AS (SELECT 1), b (x) AS NOT MATERIALIZED (SELECT 2), c AS (SELECT 3) SELECT 1 FROM a, c;
-- expect: unused "b"
WITH a AS (SELECT 1),
  größe AS (SELECT 3)
-- expect: unused "größe"
SELECT 1 FROM a;
WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT 1;
-- expect: unused "t"
WITH a AS (SELECT 1) UPDATE orders SET x = 1 WHERE id = 5;
-- expect: unused "a"
WITH a AS (SELECT 1) SELECT id FROM public.a;
-- expect: unused "a"

-- case: locks that are not taken
-- query
WITH locked AS (SELECT id FROM shop.jobs WHERE id = ANY ($1) ORDER BY id FOR UPDATE) DELETE FROM shop.jobs WHERE id = ANY ($1);
-- expect: locksNothing "locked"

-- case: silent
-- query
-- crlf
WITH a AS (SELECT 1) SELECT x FROM a;
WITH a AS (SELECT 1), b AS (SELECT x FROM a) SELECT x FROM b;
WITH a AS (DELETE FROM t WHERE x = 1 RETURNING id) SELECT 1;
WITH a AS (SELECT 1) INSERT INTO t (x) SELECT y FROM a;
WITH a AS (SELECT 1) SELECT id FROM t WHERE x IN (SELECT y FROM a);
WITH a AS (SELECT 1) SELECT (SELECT y FROM a LIMIT 1);
