-- case: IN and NOT IN
-- query
SELECT id FROM public.orders o WHERE o."Status" NOT IN ('done', NULL);
-- expect: notIn "o."Status" NOT IN ('done', NULL)"
SELECT id FROM orders WHERE status IN (NULL, /* open */ 'open');
-- expect: inList
SELECT id FROM orders WHERE status IN (1, NULL::int, 3) AND x; SELECT 1;
-- expect: inList "status IN (1, NULL::int, 3)"
SELECT id FROM orders WHERE a NOT IN (NULL);
-- expect: notIn
SELECT id FROM orders WHERE a NOT IN (NULL, NULL, 1);
-- expect: notIn

-- case: arrays
-- query
SELECT id FROM orders WHERE a <> ALL (ARRAY[1, NULL]);
-- expect: notIn "a <> ALL (ARRAY[1, NULL])"
SELECT id FROM orders WHERE a = ANY (ARRAY[1, NULL]::int[]);
-- expect: inList
SELECT id FROM orders WHERE a <> ANY (ARRAY[1, NULL]);

-- case: a CHECK that refuses nothing
CREATE TABLE t (status text CHECK (status IN ('a', 'b', NULL)));
-- expect: inCheck "status IN ('a', 'b', NULL)"
CREATE DOMAIN d AS text CHECK (value IN ('a', NULL));
-- expect: inCheck

-- case: CASE
-- query
SELECT CASE a WHEN 1 THEN 'x' WHEN NULL THEN 'y' END FROM t;
-- expect: caseWhen "NULL"
SELECT CASE WHEN a IS NULL THEN 1 END FROM t;

-- case: silent
-- query
-- crlf
SELECT id FROM orders WHERE a IN (1, 2) OR a IS NULL;
SELECT id FROM orders WHERE a NOT IN ('NULL');
INSERT INTO t (a, b) VALUES (1, NULL), (NULL, 2);
SELECT ARRAY[1, NULL] FROM t;
SELECT id FROM t WHERE a = ANY ($1);
SELECT id FROM t WHERE (a, b) IN ((1, NULL));
