-- case: sorts a table
-- query
SELECT id FROM shop.questions ORDER BY random() LIMIT 10;
-- expect: sortsAll "random()"
INSERT INTO "Picks" ("Id") SELECT id FROM "Questions" ORDER BY größe, pg_catalog.RANDOM /* x */ (); SELECT 1;
-- expect: sortsAll

-- case: silent
-- query
-- crlf
SELECT n FROM generate_series(1, 10) n ORDER BY random();
SELECT id FROM questions ORDER BY id;
SELECT random() FROM questions;
SELECT id FROM (VALUES (1), (2)) v (id) ORDER BY random();
SELECT id FROM questions ORDER BY my.random();
