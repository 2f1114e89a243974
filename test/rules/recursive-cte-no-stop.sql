-- case: nothing ends it
-- query
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT n FROM numbers;
-- expect: endless "numbers"
WITH RECURSIVE a AS (SELECT 1), "Größe" /* x */ (n) AS (SELECT 1 UNION ALL SELECT abs(n) FROM "Größe") SELECT n FROM "Größe", a; SELECT 1;
-- expect: endless ""Größe""

-- case: silent
-- query
-- crlf
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 9) SELECT n FROM t;
WITH RECURSIVE t (n) AS (SELECT 1 UNION SELECT n % 5 FROM t) SELECT n FROM t;
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 5;
WITH RECURSIVE t AS (SELECT id FROM c UNION ALL SELECT c.id FROM c JOIN t ON c.p = t.id) SELECT id FROM t;
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) CYCLE n SET looped USING path SELECT n FROM t;
WITH RECURSIVE t (n) AS (SELECT ARRAY[1] UNION ALL SELECT unnest(n) FROM t) SELECT n FROM t;
WITH t (n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT n FROM t;
