-- case: no path
CREATE FUNCTION s."F" (a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- expect: callersPath "s."F""
CREATE OR REPLACE PROCEDURE /* x */ p() LANGUAGE plpgsql AS $$ BEGIN END $$;
-- expect: callersPath "p"

-- case: a path, a bound body, compiled, told elsewhere
CREATE FUNCTION a() RETURNS int LANGUAGE sql SET search_path = '' AS 'SELECT 1';
CREATE FUNCTION b() RETURNS int LANGUAGE sql SET search_path FROM CURRENT AS 'SELECT 1';
CREATE FUNCTION c() RETURNS int LANGUAGE sql RETURN 1;
CREATE FUNCTION d() RETURNS int LANGUAGE c AS 'x', 'y';
CREATE FUNCTION e() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f() SET search_path = app;
