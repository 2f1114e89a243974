import type { Scenario } from './effects-scenario';

/** Where several things meet: subcommands that change what the next one finds, keys of partitions, settings. */
export const corners: Scenario = {
  title: 'corners',
  schema: `
    CREATE TABLE users (id bigint PRIMARY KEY, email text);
    CREATE TABLE base (id int PRIMARY KEY, n int NOT NULL, v varchar(5));
    CREATE TABLE derived (extra int) INHERITS (base);
    INSERT INTO base VALUES (1, 1, 'x');
    INSERT INTO derived VALUES (2, 2, 'x', 1);
    CREATE TABLE stamps (at int NOT NULL, user_id bigint, v text) PARTITION BY RANGE (at);
    CREATE TABLE stamps_1 PARTITION OF stamps FOR VALUES FROM (0) TO (100);
    ALTER TABLE stamps_1 ADD CONSTRAINT own_key FOREIGN KEY (user_id) REFERENCES users (id);
    INSERT INTO stamps VALUES (1, NULL, 'x');
    CREATE TABLE parts (id int NOT NULL, v text, PRIMARY KEY (id)) PARTITION BY RANGE (id);
    CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (100);
    CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (100) TO (200) PARTITION BY RANGE (id);
    CREATE TABLE parts_2_1 PARTITION OF parts_2 FOR VALUES FROM (100) TO (150);
    CREATE TABLE part_refs (id int PRIMARY KEY, part int CONSTRAINT to_parts REFERENCES parts (id), other int);
    INSERT INTO parts SELECT i, 'x' FROM generate_series(1, 90) i;
    INSERT INTO parts SELECT i, 'x' FROM generate_series(100, 149) i;
    INSERT INTO part_refs SELECT i, i, i FROM generate_series(1, 90) i;
    CREATE UNLOGGED TABLE scratch (id int PRIMARY KEY);
    CREATE TABLE plain (id int PRIMARY KEY, n int, v varchar(5));
    INSERT INTO plain VALUES (1, 1, 'x');
    CREATE UNLOGGED TABLE scratch_refs (id int REFERENCES scratch, p int REFERENCES plain (id));
    CREATE TABLE gone (id int, n int, CONSTRAINT gone_n CHECK (n > 0) NOT VALID);
    INSERT INTO gone VALUES (1, 1);
    CREATE VIEW both_views AS SELECT p.id, g.n FROM plain p JOIN gone g ON g.id = p.id;
    CREATE MATERIALIZED VIEW over_views AS SELECT * FROM both_views;
    CREATE TABLE guarded (id int);
    CREATE POLICY reads_plain ON guarded USING (id IN (SELECT n FROM plain));
    CREATE TABLE g18 (a int, s int GENERATED ALWAYS AS (a) STORED, CHECK (s > -1));
    INSERT INTO g18 VALUES (1);
    CREATE SCHEMA attic;
    CREATE TABLE attic.kept (id int);
    CREATE DOMAIN amount AS int;
    CREATE DOMAIN amounts AS amount[];
    CREATE DOMAIN price AS amount;
    CREATE TABLE priced (p price);
    CREATE TABLE many_priced (a amount[], l amounts);
    CREATE TABLE lone (n int, v text, CONSTRAINT lone_n CHECK (n > 0));
    CREATE UNIQUE INDEX lone_unique ON lone (n);
    INSERT INTO lone VALUES (1);
    CREATE TABLE sealed (id int PRIMARY KEY);
    CREATE TRIGGER counted AFTER INSERT ON sealed FOR EACH STATEMENT EXECUTE FUNCTION suppress_redundant_updates_trigger();
    CREATE TYPE flat AS (a int);
    CREATE TABLE flats OF flat;
    CREATE TYPE unused AS (a int);
    CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
    CREATE TABLE doubled (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
    CREATE INDEX doubled_twice ON doubled (twice(a));
  `,
  rows: {
    'ALTER TABLE': [
      'ALTER TABLE base DROP CONSTRAINT base_pkey',
      'ALTER TABLE base DROP CONSTRAINT base_pkey CASCADE',
      'ALTER TABLE base ALTER COLUMN n DROP NOT NULL',
      { sql: 'ALTER TABLE base ALTER CONSTRAINT base_n_not_null NO INHERIT', since: 18 },
      { sql: 'ALTER TABLE base DROP CONSTRAINT base_n_not_null', since: 18 },
      'ALTER TABLE base ALTER COLUMN v TYPE varchar(9)',
      'ALTER TABLE ONLY base ALTER COLUMN n SET DEFAULT 1',
      'ALTER TABLE base ADD CONSTRAINT c EXCLUDE (n WITH =)',
      'ALTER TABLE base ADD COLUMN x int UNIQUE',
      'ALTER TABLE base ADD COLUMN x int NOT NULL DEFAULT 1',
      'ALTER TABLE base ADD COLUMN x int, ALTER COLUMN x SET DEFAULT 5',
      'ALTER TABLE plain ADD COLUMN x int, ADD CONSTRAINT c CHECK (x > 0), ALTER COLUMN n SET NOT NULL',
      'ALTER TABLE plain ADD COLUMN x int DEFAULT 1, ALTER COLUMN x SET NOT NULL',
      'ALTER TABLE gone ADD CONSTRAINT c CHECK (n IS NOT NULL), ALTER COLUMN n SET NOT NULL',
      'ALTER TABLE gone ADD CONSTRAINT c CHECK (n IS NOT NULL) NOT VALID, ALTER COLUMN n SET NOT NULL',
      'ALTER TABLE gone DROP COLUMN id CASCADE, ADD COLUMN id bigint',
      'ALTER TABLE plain DROP CONSTRAINT plain_pkey CASCADE, ADD PRIMARY KEY (n)',
      'ALTER TABLE gone VALIDATE CONSTRAINT gone_n, ADD COLUMN x int',
      'ALTER TABLE gone ALTER COLUMN n SET STATISTICS 5, SET (fillfactor = 50)',
      'ALTER TABLE plain DROP COLUMN n CASCADE',
      'ALTER TABLE gone DROP COLUMN n CASCADE',
      'ALTER TABLE plain DROP COLUMN v',
      'ALTER TABLE stamps ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users (id)',
      'ALTER TABLE part_refs DROP COLUMN part',
      { sql: 'ALTER TABLE part_refs ALTER COLUMN part TYPE bigint', planned: true },
      'ALTER TABLE parts ALTER COLUMN v TYPE varchar(50)',
      'ALTER TABLE part_refs VALIDATE CONSTRAINT to_parts',
      'ALTER TABLE part_refs ADD CONSTRAINT c FOREIGN KEY (other) REFERENCES parts (id) NOT VALID',
      'ALTER TABLE scratch SET LOGGED',
      'ALTER TABLE plain SET UNLOGGED',
      'ALTER TABLE gone SET UNLOGGED',
      { sql: 'ALTER TABLE g18 ALTER COLUMN s SET EXPRESSION AS (a + 1)', since: 17 },
      'ALTER TABLE g18 DROP COLUMN a CASCADE',
      'ALTER TABLE g18 ALTER COLUMN s DROP EXPRESSION',
      { sql: 'ALTER TABLE kept ADD COLUMN x int', settings: 'SET search_path = attic' },
      { sql: 'ALTER TABLE plain SET ACCESS METHOD DEFAULT', since: 17, settings: 'SET default_table_access_method = heap' },
      { sql: 'ALTER TABLE part_refs ADD CONSTRAINT c FOREIGN KEY (other) REFERENCES parts (id)', settings: 'SET session_replication_role = replica' },
      'ALTER TABLE parts_2 DETACH PARTITION parts_2_1',
      'ALTER TABLE stamps DETACH PARTITION stamps_1',
      'ALTER TABLE gone ADD FOREIGN KEY (id) REFERENCES plain',
      'ALTER TABLE gone ADD FOREIGN KEY (id) REFERENCES plain, ADD FOREIGN KEY (n) REFERENCES plain',
      'ALTER TABLE gone ADD FOREIGN KEY (n) REFERENCES base (id)',
      'ALTER TABLE gone ADD COLUMN x int REFERENCES parts (id)',
      'ALTER TABLE gone ADD COLUMN x int DEFAULT 1 PRIMARY KEY',
      'ALTER TABLE parts ADD COLUMN x int DEFAULT 1 CHECK (x > 0)',
      'ALTER TABLE lone ALTER COLUMN n TYPE bigint, ALTER COLUMN n SET NOT NULL',
      'ALTER TABLE lone ALTER COLUMN n TYPE bigint, DROP CONSTRAINT lone_n',
      'ALTER TABLE lone ALTER COLUMN n SET NOT NULL, DROP CONSTRAINT lone_n',
      'ALTER TABLE lone ALTER COLUMN n SET NOT NULL, ADD PRIMARY KEY USING INDEX lone_unique',
      'ALTER TABLE lone SET UNLOGGED',
      'ALTER TABLE lone SET LOGGED',
      'ALTER TABLE lone SET UNLOGGED, ADD COLUMN x int',
      'ALTER TABLE lone ADD COLUMN x serial, ADD COLUMN y int REFERENCES plain (id)',
      'ALTER TABLE lone ADD COLUMN a int, ADD COLUMN b int GENERATED ALWAYS AS (n) STORED',
      'ALTER TABLE lone ADD COLUMN x timestamptz DEFAULT now() NOT NULL, ADD COLUMN y uuid DEFAULT gen_random_uuid()',
      'ALTER TABLE lone RENAME COLUMN n TO m',
      'ALTER TABLE lone RENAME CONSTRAINT lone_n TO m',
      'ALTER TABLE IF EXISTS nope RENAME TO x',
      'ALTER TABLE IF EXISTS nope RENAME COLUMN a TO b',
      'ALTER TABLE lone DROP COLUMN IF EXISTS nope',
      'ALTER TABLE lone DROP COLUMN IF EXISTS nope CASCADE',
      'ALTER TABLE lone ADD COLUMN IF NOT EXISTS n int',
      'ALTER TABLE lone ADD COLUMN IF NOT EXISTS x int DEFAULT random()',
      'ALTER TABLE lone DISABLE TRIGGER USER, ENABLE ROW LEVEL SECURITY',
      'ALTER TABLE sealed DISABLE TRIGGER counted',
      'ALTER TABLE doubled ADD CONSTRAINT c CHECK (b > -1)',
      { sql: 'ALTER TABLE doubled ALTER COLUMN b SET EXPRESSION AS (a * 3)', since: 17 },
      'ALTER TABLE doubled DROP COLUMN a CASCADE',
    ],
    'DROP TABLE': [
      'DROP TABLE scratch_refs, scratch',
      'DROP TABLE users CASCADE',
      'DROP TABLE plain CASCADE',
      'DROP TABLE stamps_1',
      'DROP TABLE parts_2_1 CASCADE',
      'DROP TABLE part_refs, parts',
      'DROP TABLE IF EXISTS nope CASCADE',
    ],
    'DROP VIEW': [
      'DROP VIEW both_views CASCADE',
      'DROP VIEW IF EXISTS nope CASCADE',
    ],
    'CREATE SCHEMA': [
      'CREATE SCHEMA n CREATE TABLE a (id int PRIMARY KEY) CREATE TABLE b (id int REFERENCES a, u bigint REFERENCES users) CREATE INDEX bi ON b (id)',
      'CREATE SCHEMA n CREATE VIEW x AS SELECT * FROM plain CREATE SEQUENCE y GRANT SELECT ON x TO PUBLIC',
    ],
    'DROP SCHEMA': [
      'DROP SCHEMA attic CASCADE',
    ],
    'ALTER SCHEMA': [
      'ALTER SCHEMA attic RENAME TO y',
    ],
    'CREATE INDEX': [
      { sql: 'CREATE INDEX ON plain (n)', settings: 'SET search_path = attic, public' },
      'CREATE INDEX ON parts_2 (v)',
      'CREATE INDEX ON doubled (twice(b))',
      'CREATE UNIQUE INDEX x ON doubled (a) INCLUDE (b) WHERE a IS NOT NULL',
      'CREATE INDEX IF NOT EXISTS doubled_twice ON doubled (a)',
    ],
    'CREATE TABLE': [
      { sql: 'CREATE TABLE x (id int REFERENCES plain (id))', settings: 'SET search_path = attic, public' },
      'CREATE TABLE x (LIKE both_views)',
      'CREATE TABLE x PARTITION OF stamps FOR VALUES FROM (100) TO (200)',
      'CREATE TABLE x (id int) INHERITS (derived)',
      'CREATE TABLE users2 (id int REFERENCES base (id))',
      'CREATE TABLE IF NOT EXISTS x (id int REFERENCES plain (id))',
      'CREATE TABLE x AS SELECT * FROM plain WITH NO DATA',
      'CREATE TABLE IF NOT EXISTS plain AS SELECT * FROM base',
    ],
    'sessions and queries': [
      { sql: 'INSERT INTO part_refs VALUES (200, 1, 1)', settings: 'SET session_replication_role = replica' },
      'INSERT INTO part_refs VALUES (200, 1, 1)',
      'VALUES (1)',
      'TABLE plain',
      'EXPLAIN ANALYZE INSERT INTO plain VALUES (5)',
      'EXPLAIN CREATE TABLE x AS SELECT * FROM plain',
      `SET LOCAL lock_timeout = '2s'`,
      'RESET timezone',
      `SELECT set_config('search_path', 'attic', true)`,
    ],
    'CREATE FUNCTION': [
      { sql: `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT n FROM plain'`, settings: 'SET check_function_bodies = off' },
    ],
    maintenance: [
      'REINDEX TABLE parts_1',
      'CLUSTER plain USING plain_pkey',
      'REFRESH MATERIALIZED VIEW over_views WITH NO DATA',
    ],
    'COMMENT': [
      `COMMENT ON CONSTRAINT gone_n ON gone IS 'x'`,
    ],
    'ALTER DOMAIN': [
      'ALTER DOMAIN amount ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID',
      'ALTER DOMAIN price SET NOT NULL',
      'ALTER DOMAIN amounts ADD CONSTRAINT c CHECK (array_length(VALUE, 1) > 0)',
      'ALTER DOMAIN price RENAME TO cost',
      'ALTER DOMAIN price OWNER TO CURRENT_USER',
    ],
    'DROP DOMAIN': [
      'DROP DOMAIN price CASCADE',
      'DROP DOMAIN amount CASCADE',
    ],
    'DROP TRIGGER': [
      'DROP TRIGGER counted ON sealed',
    ],
    'ALTER TYPE': [
      'ALTER TYPE flat ADD ATTRIBUTE b int CASCADE',
      'ALTER TYPE unused ADD ATTRIBUTE b int',
      'ALTER TYPE unused RENAME ATTRIBUTE a TO z',
      'ALTER TYPE unused ALTER ATTRIBUTE a TYPE bigint',
    ],
    'DROP TYPE': [
      'DROP TYPE unused',
    ],
    'DROP FUNCTION': [
      'DROP FUNCTION twice(int) CASCADE',
    ],
    'DROP INDEX': [
      'DROP INDEX doubled_twice',
    ],
    'CREATE VIEW': [
      'CREATE MATERIALIZED VIEW x AS SELECT 1 AS a',
      'CREATE MATERIALIZED VIEW IF NOT EXISTS over_views AS SELECT 1 AS a',
    ],
    'DROP MATERIALIZED': [
      'DROP MATERIALIZED VIEW over_views',
    ],
    'TRUNCATE': [
      'TRUNCATE plain CASCADE',
      'TRUNCATE ONLY base, gone',
      'TRUNCATE stamps_1',
    ],
    'LOCK': [
      'LOCK TABLE parts IN SHARE ROW EXCLUSIVE MODE',
      'LOCK TABLE both_views IN ACCESS EXCLUSIVE MODE',
    ],
  },
};
