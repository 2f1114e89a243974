import type { Scenario } from './effects-scenario';

/** Defaults from functions of the history's own, indexes of partitioned tables made ON ONLY, prepared statements. */
export const ownObjects: Scenario = {
  title: 'own functions, indexes made ON ONLY, prepared statements',
  schema: `
    CREATE TABLE t (id int, a text);
    CREATE SCHEMA s;
    CREATE TABLE s.t (id int, a text);
    CREATE TABLE filled (id int);
    INSERT INTO filled VALUES (1);
    CREATE FUNCTION inlined() RETURNS text LANGUAGE sql AS $$SELECT 'a' || 'b'$$;
    CREATE FUNCTION through() RETURNS text LANGUAGE sql AS 'SELECT inlined()';
    CREATE FUNCTION adds(x int) RETURNS int LANGUAGE sql AS 'SELECT x + 1';
    CREATE FUNCTION random_text() RETURNS text LANGUAGE sql AS 'SELECT md5(random()::text)';
    CREATE FUNCTION from_rows() RETURNS text LANGUAGE sql AS $$SELECT string_agg(i::text, '') FROM generate_series(1, 10) i$$;
    CREATE FUNCTION subquery() RETURNS int LANGUAGE sql AS 'SELECT (SELECT 1)';
    CREATE FUNCTION twice() RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2';
    CREATE FUNCTION definer() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
    CREATE FUNCTION with_setting() RETURNS int LANGUAGE sql SET work_mem = '1MB' AS 'SELECT 1';
    CREATE FUNCTION procedural() RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN 1; END$$;
    CREATE FUNCTION to_procedural() RETURNS int LANGUAGE sql AS 'SELECT procedural()';
    CREATE TABLE p (id int NOT NULL, at date) PARTITION BY RANGE (id);
    CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
    CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
    CREATE INDEX p_at ON ONLY p (at);
    CREATE INDEX p1_at ON p1 (at);
    CREATE INDEX p2_at ON p2 (at);
    ALTER INDEX p_at ATTACH PARTITION p1_at;
    CREATE TABLE k (id int NOT NULL) PARTITION BY RANGE (id);
    CREATE TABLE k1 PARTITION OF k FOR VALUES FROM (1) TO (10);
    ALTER TABLE ONLY k1 ADD CONSTRAINT k1_own PRIMARY KEY (id);
    ALTER TABLE ONLY k ADD CONSTRAINT k_pkey PRIMARY KEY (id);
    ALTER INDEX k_pkey ATTACH PARTITION k1_own;
    CREATE TABLE l (id int NOT NULL) PARTITION BY RANGE (id);
    CREATE TABLE l1 PARTITION OF l FOR VALUES FROM (1) TO (10);
    CREATE INDEX t_a ON t (a);
  `,
  rows: {
    'ADD COLUMN': [
      'ALTER TABLE t ADD b text DEFAULT inlined()',
      'ALTER TABLE t ADD b text DEFAULT through() NOT NULL',
      'ALTER TABLE t ADD b int DEFAULT adds(1)',
      'ALTER TABLE t ADD b text DEFAULT random_text()',
      'ALTER TABLE filled ADD b text DEFAULT from_rows() NOT NULL',
      'ALTER TABLE t ADD b int DEFAULT subquery()',
      'ALTER TABLE t ADD b int DEFAULT twice()',
      'ALTER TABLE t ADD b int DEFAULT definer()',
      'ALTER TABLE t ADD b int DEFAULT with_setting()',
      'ALTER TABLE filled ADD b int DEFAULT procedural() NOT NULL',
      'ALTER TABLE t ADD b int DEFAULT to_procedural()',
    ],
    'ON ONLY': [
      'DROP INDEX p_at',
      'ALTER TABLE k DROP CONSTRAINT k_pkey',
      'ALTER TABLE ONLY l ADD CONSTRAINT l_pkey PRIMARY KEY (id)',
    ],
    'CREATE FUNCTION': [
      "CREATE FUNCTION x() RETURNS text LANGUAGE sql SET search_path = '' AS 'SELECT a FROM public.t'",
      "CREATE FUNCTION x() RETURNS text LANGUAGE sql SET search_path = s, public AS 'SELECT t.a FROM t JOIN filled USING (id)'",
      "CREATE FUNCTION x() RETURNS text LANGUAGE sql SET timezone TO 'utc' AS 'SELECT a FROM t'",
    ],
    DO: ['DO $$BEGIN ALTER INDEX t_a RENAME TO t_a_idx; END$$'],
    EXECUTE: [
      { sql: "EXECUTE one ('x')", settings: 'PREPARE one (text) AS INSERT INTO t VALUES (1, $1);' },
      { sql: 'EXECUTE two', settings: 'PREPARE two AS SELECT * FROM t JOIN filled USING (id);' },
    ],
  },
};
