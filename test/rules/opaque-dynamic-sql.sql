-- case: made from rows
DO LANGUAGE plpgsql $body$
DECLARE r record; command text;
BEGIN
  -- EXECUTE 'nothing' || here;
  FOR r IN SELECT relname FROM tenants LOOP
    EXECUTE 'ALTER TABLE ' || quote_ident(r.relname) || ' ADD COLUMN y int';
-- expect: unread "'ALTER TABLE ' || quote_ident(r.relname) || ' ADD COLUMN y int'"
    command := r.relname;
    EXECUTE command INTO r USING 1;
  END LOOP;
END $body$;

-- case: a body in single quotes
DO '
DECLARE r record;
BEGIN
  FOR r IN SELECT relname FROM tenants LOOP EXECUTE format(''TRUNCATE %I'', r.relname); END LOOP;
-- expect: unread "format(''TRUNCATE %I'', r.relname)"
END';

-- case: known beforehand
CREATE TABLE "Orders" (id bigint PRIMARY KEY);
DO $$
BEGIN
  EXECUTE 'ALTER TABLE "Orders" ADD COLUMN a int';
  EXECUTE format('ALTER TABLE %I ADD COLUMN b int', 'Orders');
END $$;

-- case: made from the catalog, which is known
CREATE TABLE x1 (id bigint PRIMARY KEY);
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT relname FROM pg_class WHERE relname LIKE 'x%' LOOP
    EXECUTE 'ALTER TABLE ' || quote_ident(r.relname) || ' ADD COLUMN y int';
  END LOOP;
END $$;

-- case: harmless whatever is put in
DO $$
DECLARE who text := (SELECT usename FROM pg_user LIMIT 1);
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), who);
  EXECUTE ('  alter database ' || quote_ident(current_database()) || ' SET timezone = ''UTC''');
  EXECUTE 'ALTER TABLE storage.objects OWNER TO ' || who;
  EXECUTE 'DROP FUNCTION IF EXISTS ' || who;
  EXECUTE format($q$COMMENT ON DATABASE %I IS 'x'$q$, current_database());
END $$;

-- case: functions run later
CREATE FUNCTION f(name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('TRUNCATE %I', name); END $$;

-- case: no migration
-- query
DO $$ DECLARE r record; BEGIN FOR r IN SELECT relname FROM tenants LOOP EXECUTE format('TRUNCATE %I', r.relname); END LOOP; END $$;
