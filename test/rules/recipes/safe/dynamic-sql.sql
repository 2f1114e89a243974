-- file: 001_function.sql
CREATE FUNCTION rows_in(relation regclass) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  result bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %s', relation) INTO result;
  RETURN result;
END
$$;
