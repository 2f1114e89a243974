-- case: concatenated
CREATE FUNCTION s."F"(relation text, "Id" varchar, n int) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  -- EXECUTE 'x' || relation;
  EXECUTE 'SELECT 1 FROM ' || /* x */ relation || ' WHERE n = ' || n;
-- expect: injection "relation"
  EXECUTE ('DELETE FROM t WHERE id = ' || "Id"::text) USING n;
-- expect: injection ""Id""
  FOR n IN EXECUTE 'SELECT ' || $1 LOOP NULL; END LOOP;
-- expect: injection "$1"
  RETURN QUERY EXECUTE concat('SELECT ', lower(relation));
-- expect: injection "relation"
END $body$;

-- case: format
CREATE FUNCTION f(relation text, state text) RETURNS void SECURITY DEFINER SET search_path = '' LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT %L FROM %s WHERE a = %1$I AND b = ''%2$s''', state, relation);
-- expect: injection "relation"
  EXECUTE format('SELECT %I.%L, %%s', relation, state);
END $$;

-- case: by way of a variable
CREATE PROCEDURE p(a text) LANGUAGE plpgsql AS $$
DECLARE q text := 'SELECT ' || a;
-- expect: injection "a"
  r text;
BEGIN
  r := 'DELETE FROM t';
  IF true THEN r := r || ' WHERE x = ''' || a || ''''; END IF;
-- expect: injection "a"
  EXECUTE q;
  EXECUTE r;
END $$;

-- case: quoted, passed, or no text
CREATE FUNCTION f(relation regclass, id text, n bigint, d date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE total bigint; parts text;
BEGIN
  EXECUTE 'SELECT count(*) FROM ' || relation || ' WHERE id = $1 AND n = ' || n INTO total USING id;
  EXECUTE 'SELECT ' || quote_literal(id) || quote_ident(id) || quote_nullable(id) || id_of(id);
  EXECUTE format('SELECT %L', id);
  SELECT id || 'x' INTO parts;
  EXECUTE 'GRANT EXECUTE ON FUNCTION f TO bob';
  RAISE NOTICE 'x %', 'SELECT ' || id;
  EXECUTE parts;
END $$;

-- case: checked by the body
CREATE FUNCTION f(direction text, relation text, col text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF direction NOT IN ('ASC', 'DESC') THEN RAISE EXCEPTION 'no'; END IF;
  PERFORM relation::regclass;
  IF col !~ '^[a-z]+$' THEN RETURN; END IF;
  EXECUTE 'SELECT * FROM ' || relation || ' ORDER BY ' || col || ' ' || direction;
END $$;

-- case: made to run what it is given
CREATE FUNCTION f(query text, a text, where_condition text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE a;
  EXECUTE 'SELECT count(*) FROM (' || query || ') q WHERE ' || where_condition;
  RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || a;
  RETURN QUERY EXECUTE format('explain analyze %s', a);
END $$;

-- case: other languages, blocks without parameters, bodies in single quotes
DO $$ BEGIN EXECUTE 'SELECT ' || current_user; END $$;
CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql AS $$ SELECT 'EXECUTE ' || a $$;
CREATE FUNCTION f(a text) RETURNS text LANGUAGE plpgsql AS 'BEGIN EXECUTE ''x'' || a; END';
CREATE FUNCTION f(OUT a text) LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'x' || a; END $$;

-- case: names outside ASCII, Windows line ends
-- crlf
SELECT 1; CREATE FUNCTION größe(straße text) RETURNS void LANGUAGE plpgsql AS $ä$
BEGIN
  EXECUTE 'DROP TABLE ' || straße; -- ende
-- expect: injection "straße"
END $ä$; SELECT 2;
