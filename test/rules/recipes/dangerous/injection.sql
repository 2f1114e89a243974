-- file: 001_function.sql
CREATE FUNCTION find(name text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE 'SELECT email FROM customers WHERE name = ''' || name || '''';
-- expect: dynamic-sql-concatenation "name"
END
$$;
