-- case: plain, quotes, views
ALTER TABLE orders SET SCHEMA sales;
-- expect: breaks "ALTER TABLE orders SET SCHEMA sales"
alter view IF EXISTS "Old"."Größe" /* there */ set schema "New"; SELECT 1;
-- expect: breaks "alter view IF EXISTS "Old"."Größe" /* there */ set schema "New""

-- case: a view stays in the old place
ALTER TABLE orders SET SCHEMA sales;
CREATE VIEW orders AS SELECT id FROM sales.orders;

-- case: where it is already, new, other things
CREATE TABLE a (x int);
ALTER TABLE a SET SCHEMA sales;
ALTER TABLE sales.orders SET SCHEMA sales;
ALTER FUNCTION f() SET SCHEMA sales;
ALTER EXTENSION hstore SET SCHEMA extensions;
ALTER TYPE t SET SCHEMA sales;

-- case: the way down
-- down
ALTER TABLE sales.orders SET SCHEMA public;
