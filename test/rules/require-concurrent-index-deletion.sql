-- case: plain, schemas, quotes, several
DROP INDEX orders_user_id_idx;
-- expect: blocks "DROP INDEX orders_user_id_idx"
drop /* old */ index IF EXISTS "Sales"."Orders_idx" RESTRICT;
-- expect: blocks "drop /* old */ index IF EXISTS "Sales"."Orders_idx" RESTRICT"
DROP INDEX a_idx, shop.b_idx;
-- expect: several "DROP INDEX a_idx, shop.b_idx"
DROP INDEX größe_idx CASCADE;
-- expect: blocks "DROP INDEX größe_idx CASCADE"

-- case: Windows line ends
-- crlf
SELECT 1; DROP INDEX
-- expect: blocks
  orders_user_id_idx;

-- case: CONCURRENTLY is there, and other things
DROP INDEX CONCURRENTLY orders_user_id_idx;
DROP INDEX CONCURRENTLY IF EXISTS orders_user_id_idx;
DROP VIEW a;
DROP INDEX pg_temp.a_idx;

-- case: inside a transaction
-- transaction: one
DROP INDEX orders_user_id_idx;
-- expect: inTransaction "DROP INDEX orders_user_id_idx"

-- case: of a new table
CREATE TABLE orders (id int);
CREATE INDEX orders_id_idx ON orders (id);
DROP INDEX orders_id_idx;
CREATE TEMP TABLE t (id int);
CREATE INDEX t_id_idx ON t (id);
DROP INDEX t_id_idx;

-- case: new on an old table
-- history:
CREATE TABLE orders (id int);
CREATE INDEX b_idx ON orders (id);
-- file:
CREATE INDEX orders_id_idx ON orders (id);
DROP INDEX orders_id_idx;
-- expect: blocks "DROP INDEX orders_id_idx"
DROP INDEX public.b_idx;
-- expect: blocks "DROP INDEX public.b_idx"

-- case: of a partitioned table
-- history:
CREATE TABLE events (at date) PARTITION BY RANGE (at);
CREATE INDEX events_at_idx ON events (at);
-- file:
DROP INDEX events_at_idx;
-- expect: partitioned "DROP INDEX events_at_idx"

-- case: of a constraint
-- history:
CREATE TABLE users (id int PRIMARY KEY);
-- file:
DROP INDEX users_pkey;

-- case: one of a constraint and one not
-- history:
CREATE TABLE users (id int PRIMARY KEY);
-- file:
DROP INDEX users_pkey, other_idx;
-- expect: several "DROP INDEX users_pkey, other_idx"

-- case: placeholders
DROP INDEX {{ name }};
-- expect: blocks "DROP INDEX {{ name }}"

-- case: IF EXISTS of an index that the history does not have
-- history:
CREATE TABLE orders (id int);
-- file:
DROP INDEX IF EXISTS orders_user_id_idx;
