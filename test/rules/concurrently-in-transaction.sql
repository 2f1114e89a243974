-- case: between BEGIN and COMMIT
CREATE INDEX CONCURRENTLY before_idx ON orders (x);
BEGIN;
CREATE INDEX CONCURRENTLY orders_x_idx ON orders (x);
-- expect: rejected "CREATE INDEX CONCURRENTLY"
DROP INDEX /* old */ CONCURRENTLY IF EXISTS old_idx;
-- expect: rejected "DROP INDEX /* old */ CONCURRENTLY"
COMMIT;
CREATE INDEX CONCURRENTLY behind_idx ON orders (x);

-- case: a wrapped file, Windows line ends
-- transaction: one
-- crlf
CREATE UNIQUE INDEX CONCURRENTLY "Größe_idx" ON "Sales"."Größe" ("Länge");
-- expect: rejected "CREATE UNIQUE INDEX CONCURRENTLY"
SELECT 1; reindex (verbose, concurrently) table orders;
-- expect: rejected "reindex (verbose, concurrently"

-- case: nobody told
CREATE INDEX CONCURRENTLY a_idx ON orders (a);
VACUUM;

-- case: every statement by itself
-- transaction: each
CREATE INDEX CONCURRENTLY a_idx ON orders (a);
CREATE DATABASE d;

-- case: everything that is refused
-- transaction: one
REINDEX INDEX CONCURRENTLY a_idx;
-- expect: rejected "REINDEX INDEX CONCURRENTLY"
REINDEX DATABASE;
-- expect: rejected "REINDEX DATABASE"
REINDEX SCHEMA shop;
-- expect: rejected "REINDEX SCHEMA shop"
ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;
-- expect: rejected "ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY"
VACUUM (FULL, ANALYZE) orders;
-- expect: rejected "VACUUM"
CLUSTER;
-- expect: rejected "CLUSTER"
CREATE DATABASE d;
-- expect: rejected "CREATE DATABASE d"
DROP DATABASE d;
-- expect: rejected "DROP DATABASE d"
ALTER DATABASE d SET TABLESPACE fast;
-- expect: rejected "ALTER DATABASE d SET TABLESPACE fast"
CREATE TABLESPACE fast LOCATION '/fast';
-- expect: rejected "CREATE TABLESPACE fast LOCATION"
DROP TABLESPACE fast;
-- expect: rejected "DROP TABLESPACE fast"
ALTER SYSTEM SET work_mem = '1GB';
-- expect: rejected "ALTER SYSTEM SET work_mem"
DISCARD ALL;
-- expect: rejected "DISCARD ALL"
CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p;
-- expect: rejected "CREATE SUBSCRIPTION s CONNECTION"
DROP SUBSCRIPTION s;
-- expect: slot "DROP SUBSCRIPTION s"

-- case: everything that is not
-- transaction: one
REFRESH MATERIALIZED VIEW CONCURRENTLY sales;
REINDEX TABLE orders;
REINDEX (CONCURRENTLY false) TABLE orders;
ALTER TABLE events DETACH PARTITION events_2020;
ANALYZE orders;
CLUSTER orders;
ALTER DATABASE d CONNECTION LIMIT 5;
DISCARD PLANS;
CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p WITH (create_slot = false);
CREATE SUBSCRIPTION t CONNECTION 'host=a' PUBLICATION p WITH (connect = off);
ALTER TYPE mood ADD VALUE 'c';

-- case: partitioned tables
-- transaction: one
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
-- file:
REINDEX TABLE events;
-- expect: rejected "REINDEX TABLE events"
CLUSTER events;
-- expect: rejected "CLUSTER events"

-- case: a new table needs no CONCURRENTLY
-- transaction: one
CREATE TABLE a (x int);
CREATE INDEX CONCURRENTLY a_x_idx ON a (x);
-- expect: newTable "CREATE INDEX CONCURRENTLY"

-- case: a savepoint is no transaction of its own, and a rollback ends one
BEGIN;
SAVEPOINT s;
RELEASE s;
CREATE INDEX CONCURRENTLY a_idx ON orders (a);
-- expect: rejected "CREATE INDEX CONCURRENTLY"
ROLLBACK;
CREATE INDEX CONCURRENTLY a_idx ON orders (a);

-- case: bodies are part of a transaction
-- transaction: each
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- file:
DO $$ BEGIN CREATE INDEX CONCURRENTLY ON orders (note); END $$;
-- expect: rejected "CREATE INDEX CONCURRENTLY"
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE ''VACUUM orders''; END';
-- expect: rejected "VACUUM orders"
CREATE FUNCTION g() RETURNS void LANGUAGE sql AS $$ DROP INDEX CONCURRENTLY i $$;
-- expect: rejected "DROP INDEX CONCURRENTLY"
DO $$ BEGIN CREATE INDEX i ON orders (note); END $$;
