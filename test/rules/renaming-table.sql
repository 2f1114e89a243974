-- case: plain, schemas, quotes, comments
ALTER TABLE orders RENAME TO purchases;
-- expect: breaks "ALTER TABLE orders RENAME TO purchases"
alter table IF EXISTS "Sales"."Orders" /* now */ rename to "Größe"; SELECT 1;
-- expect: breaks "alter table IF EXISTS "Sales"."Orders" /* now */ rename to "Größe""

-- case: with known columns
-- history:
CREATE TABLE orders (id int, "userId" int);
-- file:
ALTER TABLE orders RENAME TO purchases;
-- expect: breaks "ALTER TABLE orders RENAME TO purchases"

-- case: with known columns, before PostgreSQL 15
-- pg-version: 14
-- history:
CREATE TABLE shop.orders (id int, "userId" int);
-- file:
ALTER TABLE shop.orders RENAME TO purchases;
-- expect: breaks "ALTER TABLE shop.orders RENAME TO purchases"

-- case: columns go or change afterwards, which a view would not allow
-- history:
CREATE TABLE orders (id int, note text);
CREATE TABLE users (id int, note text);
CREATE TABLE shop.items (id int, note text);
CREATE TABLE things (id int, note text);
-- file:
ALTER TABLE orders RENAME TO purchases;
-- expect: reshaped "ALTER TABLE orders RENAME TO purchases"
ALTER TABLE users RENAME TO people;
-- expect: breaks
ALTER TABLE shop.items RENAME TO "Goods";
-- expect: reshaped
ALTER TABLE things DROP COLUMN note;
ALTER TABLE things RENAME TO objects;
-- expect: breaks
ALTER TABLE purchases ADD COLUMN x int, DROP COLUMN note;
ALTER TABLE people ALTER COLUMN note SET DEFAULT '', ADD COLUMN y int;
ALTER TABLE shop."Goods" ALTER COLUMN id TYPE bigint;
ALTER TABLE shop.people DROP COLUMN note;

-- case: a view takes the old name
ALTER TABLE orders RENAME TO purchases;
CREATE VIEW orders AS SELECT id FROM purchases;

-- case: a view takes the old name, too late
-- transaction: each
ALTER TABLE orders RENAME TO purchases;
-- expect: breaks "ALTER TABLE orders RENAME TO purchases"
CREATE VIEW orders AS SELECT id FROM purchases;
BEGIN;
ALTER TABLE users RENAME TO people;
CREATE OR REPLACE VIEW public.users AS SELECT id FROM people;
COMMIT;

-- case: a view with the name in another schema
ALTER TABLE orders RENAME TO purchases;
-- expect: breaks "ALTER TABLE orders RENAME TO purchases"
CREATE VIEW other.orders AS SELECT id FROM purchases;

-- case: two tables change places
-- history:
CREATE TABLE orders (id int);
-- file:
CREATE TABLE orders_new (id bigint);
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders;

-- case: new, temporary
CREATE TABLE a (x int);
ALTER TABLE a RENAME TO b;
CREATE TEMP TABLE c (x int);
ALTER TABLE c RENAME TO d;
ALTER TABLE pg_temp.e RENAME TO f;

-- case: views, indexes, sequences, partitions
-- history:
CREATE TABLE t (x int) PARTITION BY LIST (x);
CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1);
CREATE VIEW v AS SELECT x FROM t;
CREATE INDEX i ON t_1 (x);
-- file:
ALTER TABLE v RENAME TO v2;
ALTER TABLE i RENAME TO i2;
ALTER TABLE t_1 RENAME TO t_one;
ALTER VIEW v2 RENAME TO v3;
ALTER INDEX i2 RENAME TO i3;
ALTER TABLE t RENAME COLUMN x TO y;
ALTER TABLE t RENAME CONSTRAINT a TO b;
ALTER TABLE IF EXISTS never_made RENAME TO x;

-- case: the way down
-- down
ALTER TABLE purchases RENAME TO orders;
