-- case: tables of this file and of the history
-- history:
CREATE TABLE s."T" (id bigint PRIMARY KEY, b text);
ALTER TABLE s."T" ENABLE ROW LEVEL SECURITY;
-- file:
CREATE TABLE u (id bigint PRIMARY KEY);
ALTER TABLE u ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE VIEW v AS SELECT id FROM s."T" JOIN u USING (id);
-- expect: ownersRights "v"
CREATE OR REPLACE VIEW s."V" /* x */ (a) WITH (security_barrier) AS SELECT id FROM u WITH CHECK OPTION;
-- expect: ownersRights "s."V""

-- case: said, or said later
CREATE TABLE t (id bigint PRIMARY KEY);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE VIEW a WITH (security_invoker) AS SELECT id FROM t;
CREATE VIEW b WITH (security_invoker = false) AS SELECT id FROM t;
CREATE VIEW c AS SELECT id FROM t;
ALTER VIEW c SET (security_invoker = on);

-- case: without row level security, or off again
CREATE TABLE t (id bigint PRIMARY KEY);
CREATE VIEW a AS SELECT id FROM t;
CREATE TABLE u (id bigint PRIMARY KEY);
ALTER TABLE u ENABLE ROW LEVEL SECURITY;
ALTER TABLE u DISABLE ROW LEVEL SECURITY;
CREATE VIEW b AS SELECT id FROM u;
CREATE VIEW c AS SELECT id FROM unknown;

-- case: PostgreSQL 14 has no such views
-- pg-version: 14
CREATE TABLE t (id bigint PRIMARY KEY);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE VIEW a AS SELECT id FROM t;

-- case: a temporary view belongs to its reader
CREATE TABLE t (id bigint PRIMARY KEY);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE TEMP VIEW w AS SELECT id FROM t;

-- case: a materialized view cannot
CREATE TABLE t (id bigint PRIMARY KEY);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE MATERIALIZED VIEW a AS SELECT id FROM t;
