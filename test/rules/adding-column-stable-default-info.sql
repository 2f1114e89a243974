-- case: the moment and the user
ALTER TABLE orders ADD COLUMN a timestamptz NOT NULL DEFAULT now();
-- expect: sameForAll "DEFAULT now()"
ALTER TABLE shop."Orders" ADD a timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL, ADD b text /* who */ DEFAULT CURRENT_USER;
-- expect: sameForAll "DEFAULT CURRENT_TIMESTAMP"
-- expect: sameForAll "DEFAULT CURRENT_USER"
ALTER TABLE orders ADD a timestamptz DEFAULT pg_catalog.statement_timestamp() + interval '1 day', ADD b text DEFAULT to_char(now(), 'YYYY');
-- expect: sameForAll "DEFAULT pg_catalog.statement_timestamp() + interval '1 day'"
-- expect: sameForAll "DEFAULT to_char(now(), 'YYYY')"
ALTER TABLE orders ADD a text DEFAULT current_setting('app.user'), ADD b timestamp DEFAULT LOCALTIMESTAMP(0), ADD c date DEFAULT CURRENT_DATE;
-- expect: sameForAll "DEFAULT current_setting('app.user')"
-- expect: sameForAll "DEFAULT LOCALTIMESTAMP(0)"
-- expect: sameForAll "DEFAULT CURRENT_DATE"

-- case: constants, other rules, new tables, own functions
-- history:
CREATE TABLE known (a int);
-- file:
ALTER TABLE orders ADD a int DEFAULT 1, ADD b text DEFAULT lower('X'), ADD c text DEFAULT 'now()', ADD d uuid DEFAULT gen_random_uuid();
ALTER TABLE orders ADD a text DEFAULT now()::text || random(), ADD b timestamptz DEFAULT app.now(), ADD c int DEFAULT steady(now());
ALTER TABLE orders ADD COLUMN a timestamptz, ALTER COLUMN a SET DEFAULT now();
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN y timestamptz DEFAULT now();
ALTER TABLE known ADD COLUMN IF NOT EXISTS a timestamptz DEFAULT now();
