-- file: 001_function.sql
CREATE FUNCTION grow() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1::bigint $$;
-- expect: security-definer-search-path "SECURITY DEFINER"
-- expect: revoke-missing-on-definer "SECURITY DEFINER"
