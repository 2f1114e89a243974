-- case: nullable parts
-- query
-- history:
CREATE TABLE shop.people (id bigint PRIMARY KEY, a text NOT NULL, "Größe" varchar(5), tags text[]);
-- file:
SELECT p.a || ' ' || p."Größe" FROM shop.people p;
-- expect: wholeNull "p."Größe""
SELECT lower(/* x */ 'x' || p.a) FROM t LEFT JOIN shop.people p ON p.id = t.id; SELECT 1;
-- expect: wholeNull "p.a"

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE people (id bigint PRIMARY KEY, a text NOT NULL, b text, tags text[]);
-- file:
SELECT a || 'x' FROM people;
SELECT coalesce(' ' || b, '') FROM people;
SELECT tags || 'x' FROM people;
SELECT a || coalesce(b, '') FROM people;
SELECT x || y FROM unknown;
