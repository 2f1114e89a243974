-- file: 001_function.sql
CREATE FUNCTION own_version() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT pg_catalog.version() $$;
REVOKE EXECUTE ON FUNCTION own_version() FROM PUBLIC;
