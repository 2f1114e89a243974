-- case: every comparison, either side, casts
-- query
SELECT id FROM public.orders WHERE shipped_at = NULL;
-- expect: neverTrue "shipped_at = NULL"
SELECT id FROM "Orders" o WHERE NULL <> o."shippedAt";
-- expect: neverTrue "NULL <> o."shippedAt""
SELECT id FROM orders WHERE (a + b) != NULL::int AND c = 1;
-- expect: neverTrue "(a + b) != NULL::int"
SELECT id FROM orders WHERE a /* why */ < /* not */ NULL; SELECT 1;
-- expect: ordered "a /* why */ < /* not */ NULL"
SELECT NULL = NULL;
-- expect: neverTrue "NULL = NULL"

-- case: everywhere a condition can stand
UPDATE orders SET note = NULL WHERE lower(note) = NULL;
-- expect: neverTrue "lower(note) = NULL"
ALTER TABLE orders ADD CONSTRAINT c CHECK (total <> NULL) NOT VALID;
-- expect: neverTrue "total <> NULL"
SELECT CASE WHEN a = NULL THEN 1 END FROM t;
-- expect: neverTrue "a = NULL"

-- case: Windows line ends and names outside ASCII
-- query
-- crlf
SELECT 'ä', größe
FROM straße
WHERE größe
-- expect: neverTrue
  = NULL;

-- case: silent
-- query
UPDATE orders SET shipped_at = NULL WHERE id = 1;
SELECT id FROM orders WHERE a IS NOT DISTINCT FROM NULL;
SELECT id FROM orders WHERE a IS NULL OR b = 'NULL';
SELECT id FROM orders WHERE a = $1;
SELECT coalesce(a, NULL), a + NULL FROM orders;
SELECT id FROM orders WHERE a OPERATOR(shop.=) NULL;
INSERT INTO t (a) VALUES (NULL) ON CONFLICT (a) DO UPDATE SET a = NULL;

-- case: bodies of functions, procedures and blocks
CREATE OR REPLACE FUNCTION s."F"(wanted text) RETURNS SETOF int LANGUAGE plpgsql AS $body$
DECLARE
  n int := (SELECT max(id) FROM orders WHERE note = /* not */ NULL); -- n = NULL
-- expect: neverTrue "note = /* not */ NULL"
BEGIN
  IF wanted = NULL OR NEW."Name" <> NULL THEN
-- expect: neverTrue "wanted = NULL"
-- expect: neverTrue "NEW."Name" <> NULL"
    RAISE NOTICE 'n = NULL %', wanted = NULL;
-- expect: neverTrue "wanted = NULL"
  END IF;
  SELECT id INTO STRICT n FROM orders WHERE note = NULL;
-- expect: neverTrue "note = NULL"
  n = NULL; n := NULL;
  RETURN QUERY EXECUTE 'SELECT id FROM orders WHERE note = NULL';
-- expect: neverTrue "note = NULL"
END $body$;
DO 'DECLARE a text = NULL; BEGIN IF a <> NULL AND a = ''x'' THEN NULL; END IF; END';
-- expect: neverTrue "a <> NULL"
CREATE PROCEDURE p() LANGUAGE sql AS E'-- it\'s\nUPDATE orders SET note = NULL WHERE note = NULL';
-- expect: neverTrue "note = NULL"
CREATE FUNCTION g() RETURNS bool LANGUAGE sql BEGIN ATOMIC SELECT note = NULL FROM orders; END;
-- expect: neverTrue "note = NULL"
CREATE FUNCTION h(x text) RETURNS bool LANGUAGE sql RETURN x = NULL;
-- expect: neverTrue "x = NULL"
CREATE FUNCTION i() RETURNS text LANGUAGE plperl AS $$ IF a = NULL THEN $$;
