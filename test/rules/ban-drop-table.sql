-- case: plain, schemas, quotes, several
DROP TABLE orders;
-- expect: dataLoss "DROP TABLE orders"
drop /* old */ table IF EXISTS "Sales"."Größe", shop.b CASCADE; SELECT 1;
-- expect: dataLoss "drop /* old */ table IF EXISTS "Sales"."Größe", shop.b CASCADE"

-- case: what the history knows
-- history:
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);
CREATE TABLE plain (id int);
-- file:
DROP TABLE IF EXISTS never_made;
DROP TABLE orders;
-- expect: dataLoss "DROP TABLE orders"
DROP TABLE plain;
-- expect: dataLoss "DROP TABLE plain"
DROP TABLE IF EXISTS users;
-- expect: dataLoss "DROP TABLE IF EXISTS users"

-- case: both ends of a foreign key
-- history:
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);
-- file:
DROP TABLE orders, users;
-- expect: dataLoss "DROP TABLE orders, users"

-- case: partitions
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (10) TO (20);
-- file:
DROP TABLE events_1;
-- expect: partition "DROP TABLE events_1"
ALTER TABLE events DETACH PARTITION events_2 CONCURRENTLY;
DROP TABLE events_2;
-- expect: dataLoss "DROP TABLE events_2"
DROP TABLE events;
-- expect: dataLoss "DROP TABLE events"

-- case: a partitioned table with its partitions
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
-- file:
DROP TABLE events;
-- expect: dataLoss "DROP TABLE events"

-- case: the name goes on
DROP TABLE shop.orders;
ALTER TABLE shop.orders_new RENAME TO orders;
DROP TABLE cached;
CREATE TABLE cached AS SELECT 1 AS x;
DROP TABLE users;
-- expect: remade "DROP TABLE users"
CREATE TABLE public.users (id int);
DROP TABLE users2, users3;
-- expect: dataLoss "DROP TABLE users2, users3"
CREATE TABLE users2 (id int);

-- case: new
CREATE TABLE a (x int);
DROP TABLE a;
CREATE TEMP TABLE b (x int);
DROP TABLE b;
DROP TABLE pg_temp.c;

-- case: the way down
-- down
DROP TABLE orders;

-- case: other things
DROP VIEW orders;
DROP FOREIGN TABLE remote;
DROP MATERIALIZED VIEW sales;
ALTER TABLE orders DROP COLUMN x;

-- case: excused
-- sql-coach-ignore ban-drop-table: unused since release 41
DROP TABLE orders;

-- case: tables that are left alone
-- options: { "ignoreTables": ["staging.*", "*_backup", "old"] }
DROP TABLE staging.orders;
DROP TABLE orders_backup, old;
DROP TABLE old, orders;
-- expect: dataLoss
