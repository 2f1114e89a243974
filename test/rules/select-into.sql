-- case: makes a table
SELECT id, total INTO shop.copy FROM shop.orders;
-- expect: makesTable "INTO shop.copy"
SELECT "Id" into temp table "Copy" /* x */ FROM größe; SELECT 1;
-- expect: makesTable "into temp table "Copy""
WITH a AS (SELECT 1 AS x) SELECT x INTO UNLOGGED b FROM a;
-- expect: makesTable
SELECT 1 AS x INTO one;
-- expect: makesTable

-- case: silent
-- crlf
CREATE TABLE copy AS SELECT id FROM orders;
INSERT INTO copy (id) SELECT id FROM orders;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE x int; BEGIN SELECT 1 INTO x; RETURN x; END $$;
