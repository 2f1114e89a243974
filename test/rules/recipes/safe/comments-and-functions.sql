-- file: 001_function.sql
CREATE FUNCTION full_name(first text, last text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN first || ' ' || last;
COMMENT ON FUNCTION full_name IS 'The name as it is printed';
CREATE OR REPLACE FUNCTION full_name(first text, last text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN concat_ws(' ', first, last);
