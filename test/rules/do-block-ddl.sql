-- case: definitions only
DO $$
-- expect: needless "DO"
BEGIN
  ALTER TABLE s."Orders" ADD COLUMN a int;
  DROP VIEW v;
END $$;

-- case: other quotes, a language, a comment
do language plpgsql 'begin /* one */ create table t (id bigint primary key, x text default ''a''); end';
-- expect: needless "do"

-- case: a comment in front
DO $body$
-- expect: needless "DO"
-- why
BEGIN
  ALTER TABLE t ADD COLUMN a int;
END
$body$;

-- case: a reason for the block
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('good'); END IF; END $$;
DO $$ BEGIN CREATE TYPE tone AS ENUM ('low'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ DECLARE n int; BEGIN DROP VIEW v; END $$;
DO $$ BEGIN PERFORM 1; DROP VIEW v; END $$;
DO $$ BEGIN EXECUTE 'DROP VIEW v'; END $$;

-- case: no definition
DO $$ BEGIN INSERT INTO t (a) VALUES (1); END $$;
DO $$ BEGIN END $$;
DO $$ BEGIN CREATE ROLE app; END $$;
DO $$ BEGIN ALTER TABLE t ADD COLUMN; END $$;

-- case: no migration
-- query
DO $$ BEGIN ALTER TABLE t ADD COLUMN a int; END $$;
