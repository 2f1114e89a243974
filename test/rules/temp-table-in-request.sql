-- case: in an application
-- query
CREATE TEMPORARY TABLE wanted (id bigint);
-- expect: bloat "wanted"
CREATE TEMP TABLE pg_temp."Größe" /* x */ AS SELECT 1; SELECT 1;
-- expect: bloat "pg_temp."Größe""

-- case: silent in a migration
-- crlf
CREATE TEMP TABLE wanted (id bigint);

-- case: silent
-- query
CREATE TABLE wanted (id bigint);
CREATE UNLOGGED TABLE w AS SELECT 1;
