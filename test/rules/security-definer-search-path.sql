-- case: no path
CREATE FUNCTION s."F"() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
-- expect: missing "SECURITY DEFINER"
CREATE OR REPLACE PROCEDURE p(a int) LANGUAGE plpgsql AS $$ BEGIN END $$ external /* x */ security definer;
-- expect: missing "security definer"
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql SET work_mem = '1MB' SECURITY DEFINER SET search_path TO DEFAULT AS $$ BEGIN END $$;
-- expect: missing "SECURITY DEFINER"

-- case: temporary tables come first
CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1';
-- expect: temporaryFirst "public"
CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path TO pg_temp, /* x */ "S" AS 'SELECT 1';
-- expect: temporaryFirst "pg_temp, /* x */ "S""

-- case: one name with a comma
CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = 'app, pg_temp' AS 'SELECT 1';
-- expect: oneName "'app, pg_temp'"

-- case: a safe path, a bound body, no rights of another
CREATE FUNCTION a() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS 'SELECT 1';
CREATE FUNCTION b() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
CREATE FUNCTION c() RETURNS int LANGUAGE sql SET search_path FROM CURRENT SECURITY DEFINER AS 'SELECT 1';
CREATE FUNCTION d() RETURNS int LANGUAGE sql SECURITY DEFINER RETURN 1;
CREATE FUNCTION e() RETURNS int LANGUAGE c SECURITY DEFINER AS 'lib', 'e';
CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY INVOKER AS 'SELECT 1';
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT ''SECURITY DEFINER''';

-- case: given later
CREATE FUNCTION s.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
ALTER FUNCTION s.f() SET search_path = pg_catalog, pg_temp;

-- case: the schemas of the session
SET search_path = app, "Shop";
CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
-- expect: missing

-- case: down
-- down
CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';

-- case: names outside ASCII, several statements a line, Windows line ends
-- crlf
SELECT 1; CREATE FUNCTION größe(ä int) RETURNS int
  LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; SELECT 2;
-- expect: missing "SECURITY DEFINER"
