-- case: functions and extensions
CREATE FUNCTION s.f() RETURNS int LANGUAGE "plpython3u" AS $$ return 1 $$;
-- expect: unbounded ""plpython3u""
CREATE FUNCTION f() RETURNS int AS 'x' /* x */ LANGUAGE PLPERLU;
-- expect: unbounded "PLPERLU"
CREATE EXTENSION IF NOT EXISTS plpython3u WITH SCHEMA public;
-- expect: unbounded "plpython3u"

-- case: trusted
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
CREATE EXTENSION plperl;
CREATE EXTENSION "uuid-ossp";
CREATE FUNCTION g() RETURNS int LANGUAGE sql RETURN 1;

-- case: languages that the project has decided for
-- options: { "allow": ["plpython3u"] }
CREATE EXTENSION plpython3u;
CREATE EXTENSION plperlu;
-- expect: unbounded "plperlu"
