-- case: one broken statement does not hide the others
CREATE TABLE a (id int);
SELECT id, FROM orders;
-- expect: rejected "FROM"
SELEC 1;
-- expect: rejected "SELEC"
SELECT 1;

-- case: after letters outside ASCII
SELECT 'ä😀é' AS "größe", FROM orders;
-- expect: rejected "FROM"

-- case: an unclosed quote
SELECT 'never closed FROM orders;
-- expect: rejected

-- case: Windows line ends
-- crlf
SELECT 1;
SELECT id FRM orders o x;
-- expect: rejected "orders"

-- case: placeholders are not errors
SELECT id FROM orders WHERE id = :id AND note = ? AND total > %s AND x = ${y};

-- case: psql commands and COPY data are not SQL
\set ON_ERROR_STOP on
COPY orders (id, note) FROM stdin;
1	it's; broken
\.
SELECT 1;

-- case: an empty file

-- case: at the end of the file
SELECT * FROM
-- expect: rejected

-- case: one mistake of a body, at its place
CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  IF a > 1 THEN
    SELECT 1 FORM t x;
-- expect: rejected "t"
    SELECT 2 FORM t x;
  END IF;
  RETURN 1;
END $$;
CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS 'BEGIN IF ''x'' = ''y'' THEN RETURN 1; END; END';
-- expect: rejected ";"
CREATE FUNCTION h() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELEC 2 $$;
-- expect: rejected "SELEC"
DO $$ BEGIN FOR i IN 1..3 LOOP NULL; END $$;
-- expect: rejected "$$"
SELECT 1;

-- case: bodies that are right, filled in later, or of another language
DO $$ DECLARE r RECORD; BEGIN FOR r IN (SELECT 1 AS x) LOOP RAISE NOTICE '%', r.x; END LOOP; END; $$;
DO $$ BEGIN {{ macro() }} END $$;
DO LANGUAGE plperl $$ if (1) { } $$;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.x := 1; RETURN NEW; END $$;
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$ $$;
