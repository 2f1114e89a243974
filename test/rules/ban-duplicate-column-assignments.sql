-- case: assignments
-- query
UPDATE shop.orders SET a = 1, "B" = 2, a = 1, "B" = 3 WHERE id = 1;
-- expect: setTwice "a"
-- expect: setTwice ""B""
UPDATE orders SET (a, b) = (1, 2), a = 3 WHERE id = 1; SELECT 1;
-- expect: setTwice "a"
INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 1, /* x */ b = 1;
-- expect: setTwice "b"
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = 1, a = 2;
-- expect: setTwice "a"

-- case: lists
INSERT INTO t (a, größe, a) VALUES (1, 2, 3);
-- expect: listedTwice "a"
CREATE TABLE u (a int, b int, "a" text);
-- expect: listedTwice ""a""

-- case: queries that become relations
CREATE VIEW v AS SELECT a.id, b.id FROM a JOIN b ON a.id = b.a_id;
-- expect: outputTwice "b.id"
CREATE MATERIALIZED VIEW m AS SELECT max(x), max(y) FROM t;
-- expect: outputTwice
CREATE TABLE c AS SELECT 1 AS x, id AS x FROM t;
-- expect: outputTwice

-- case: silent
-- crlf
UPDATE t SET a[1] = 1, a[2] = 2 WHERE id = 1;
UPDATE t SET p.x = 1, p.y = 2 WHERE id = 1;
CREATE VIEW v (x, y) AS SELECT a.id, b.id FROM a JOIN b ON a.id = b.a_id;
CREATE VIEW w AS SELECT a.id, b.id AS b_id FROM a JOIN b ON a.id = b.a_id;
SELECT a.id, b.id FROM a JOIN b ON a.id = b.a_id;
INSERT INTO t (a, "A") VALUES (1, 2);
