-- case: a forgotten condition
-- query
SELECT o.id FROM shop.orders o, shop.customers c WHERE o.total > 100;
-- expect: everyPair "shop.customers"
SELECT 1 FROM "A", "B" /* all */ , "C" WHERE "A".id = "B".id; SELECT 1;
-- expect: everyPair ""C""
SELECT a.x FROM a, b;
-- expect: everyPair "b"
SELECT a.x FROM a, (SELECT id FROM b) b WHERE a.x = 1 OR a.y = 2;
-- expect: everyPair
DELETE FROM t WHERE id IN (SELECT a.id FROM a, b WHERE a.x > 1);
-- expect: everyPair "b"

-- case: columns without qualifier
-- query
-- history:
CREATE TABLE a (id bigint PRIMARY KEY, x int);
CREATE TABLE b (a_id bigint, y int);
-- file:
SELECT x FROM a, b WHERE x = 1 AND y = 2;
-- expect: everyPair "b"
SELECT x FROM a, b WHERE a_id = id;
SELECT x FROM a, b WHERE id = 1 AND y = 2;

-- case: silent
-- query
-- crlf
SELECT 1 FROM a, b WHERE a.id = b.id;
SELECT 1 FROM a, b, c WHERE a.id = c.a_id AND c.b_id = b.id;
SELECT 1 FROM a CROSS JOIN b;
SELECT 1 FROM a, unnest(a.tags) AS tag;
SELECT 1 FROM a, LATERAL (SELECT 1 FROM b WHERE b.id = a.id) x;
SELECT 1 FROM a, (SELECT max(x) AS x FROM b) m WHERE a.x > 5;
SELECT 1 FROM a, (VALUES (1), (2)) v (n);
SELECT 1 FROM a, b WHERE id = a_id;
SELECT 1 FROM a, b WHERE a.id = $1 AND b.id = $2;
SELECT 1 FROM a, b WHERE EXISTS (SELECT FROM c WHERE c.a = a.id AND c.b = b.id);
WITH m AS (SELECT max(x) AS x FROM b) SELECT 1 FROM a, m;
SELECT 1 FROM a, b WHERE (a).x = (b).x;
SELECT 1 FROM a, b WHERE same(a, b);
SELECT 1 FROM generate_series(1, 2) x, generate_series(1, 2) y;
SELECT 1 FROM a JOIN b ON a.id = b.id;
