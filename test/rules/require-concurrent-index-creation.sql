-- case: plain, unique, other methods
CREATE INDEX orders_user_id_idx ON orders (user_id);
-- expect: blocksWrites "CREATE INDEX"
CREATE UNIQUE INDEX users_email_key ON users (email);
-- expect: blocksWrites "CREATE UNIQUE INDEX"
CREATE INDEX docs_body_idx ON docs USING gin (body jsonb_path_ops) WHERE body IS NOT NULL;
-- expect: blocksWrites "CREATE INDEX"

-- case: schemas, quotes, mixed case, other alphabets
CREATE INDEX "Orders_idx" ON "Sales"."Orders" ("userId");
-- expect: blocksWrites "CREATE INDEX"
create  index größe_idx on münchen.größe (länge);
-- expect: blocksWrites "create  index"

-- case: several statements in a line, comments inside
CREATE INDEX a_idx ON t (a); CREATE /* an INDEX */ UNIQUE INDEX b_idx ON t (b); SELECT 1;
-- expect: blocksWrites "CREATE INDEX"
-- expect: blocksWrites "CREATE /* an INDEX */ UNIQUE INDEX"
/* before */ CREATE INDEX c_idx ON t (c) -- behind
-- expect: blocksWrites "CREATE INDEX"
;

-- case: Windows line ends
-- crlf
CREATE INDEX IF NOT EXISTS orders_user_id_idx
-- expect: blocksWrites "CREATE INDEX"
  ON orders (user_id);

-- case: CONCURRENTLY is there
CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_email_key ON users (email);

-- case: without a name
CREATE INDEX ON orders (user_id, "createdAt");
-- expect: blocksWrites "CREATE INDEX"
CREATE INDEX ON orders (lower(email));
-- expect: blocksWrites "CREATE INDEX"

-- case: IF NOT EXISTS would hide an invalid index
CREATE INDEX IF NOT EXISTS orders_user_id_idx ON shop.orders (user_id);
-- expect: blocksWrites "CREATE INDEX"

-- case: IF NOT EXISTS of an index that is there
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
CREATE INDEX orders_user_id_idx ON orders (user_id);
-- file:
CREATE INDEX IF NOT EXISTS orders_user_id_idx ON orders (user_id);

-- case: new tables
CREATE TABLE a (x int);
CREATE INDEX ON a (x);
CREATE TABLE IF NOT EXISTS shop.b (x int);
CREATE INDEX b_idx ON shop.b (x);
CREATE TABLE c AS SELECT 1 AS x;
CREATE INDEX c_idx ON public.c (x);
CREATE TEMP TABLE d (x int);
CREATE INDEX ON d (x);

-- case: a new table of the same name in another schema
CREATE TABLE archive.orders (x int);
CREATE INDEX ON orders (x);
-- expect: blocksWrites "CREATE INDEX"

-- case: renamed after it was made
CREATE TABLE orders_new (x int);
ALTER TABLE orders_new RENAME TO orders_next;
CREATE INDEX ON orders_next (x);

-- case: an old table renamed
-- history:
CREATE TABLE orders (x int);
-- file:
ALTER TABLE orders RENAME TO purchases;
CREATE INDEX purchases_x_idx ON purchases (x);
-- expect: blocksWrites "CREATE INDEX"

-- case: dropped and made again
-- history:
CREATE TABLE orders (x int);
-- file:
DROP TABLE orders;
CREATE TABLE orders (x int);
CREATE INDEX orders_x_idx ON orders (x);

-- case: made in an earlier migration
-- history:
CREATE TABLE orders (x int);
-- file:
CREATE INDEX orders_x_idx ON orders (x);
-- expect: blocksWrites "CREATE INDEX"

-- case: after the table was dropped, the name means another table
CREATE TABLE orders (x int);
DROP TABLE orders;
CREATE INDEX orders_x_idx ON orders (x);
-- expect: blocksWrites "CREATE INDEX"

-- case: inside a transaction
-- transaction: one
CREATE INDEX orders_user_id_idx ON orders (user_id);
-- expect: inTransaction "CREATE INDEX"

-- case: inside BEGIN and COMMIT
BEGIN;
CREATE INDEX orders_user_id_idx ON orders (user_id);
-- expect: inTransaction "CREATE INDEX"
COMMIT;

-- case: every statement by itself
-- transaction: each
CREATE INDEX orders_user_id_idx ON orders (user_id);
-- expect: blocksWrites "CREATE INDEX"

-- case: a partitioned table
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- file:
CREATE INDEX events_at_idx ON events (at);
-- expect: partitioned "CREATE INDEX"
CREATE INDEX events_at2_idx ON ONLY events (at);
CREATE INDEX events_2026_at_idx ON events_2026 (at);
-- expect: blocksWrites "CREATE INDEX"

-- case: ONLY of a table that the history names but does not make
-- history:
ALTER TABLE events ADD COLUMN x int;
-- file:
CREATE INDEX events_x_idx ON ONLY events (x);

-- case: ONLY of a table that is not partitioned
-- history:
CREATE TABLE orders (x int);
-- file:
CREATE INDEX orders_x_idx ON ONLY orders (x);
-- expect: blocksWrites "CREATE INDEX"

-- case: a materialized view
-- history:
CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day;
-- file:
CREATE UNIQUE INDEX sales_day_idx ON sales (day);
-- expect: materializedView "CREATE UNIQUE INDEX"

-- case: along with its schema
CREATE SCHEMA shop CREATE TABLE orders (x int) CREATE INDEX orders_x_idx ON orders (x);

-- case: a file that is no migration
-- query
CREATE INDEX orders_user_id_idx ON orders (user_id);
-- expect: blocksWrites "CREATE INDEX"

-- case: a search path decides which table it is
CREATE SCHEMA shop;
SET search_path = shop, public;
CREATE TABLE orders (x int);
CREATE INDEX ON shop.orders (x);
CREATE INDEX other_idx ON public.orders (x);
-- expect: blocksWrites "CREATE INDEX"

-- case: placeholders
CREATE INDEX {{ name }} ON {{ schema }}.orders (user_id);
-- expect: blocksWrites "CREATE INDEX"
CREATE INDEX IF NOT EXISTS {{ name }} ON orders (user_id);
-- expect: blocksWrites "CREATE INDEX"
CREATE INDEX ON {{ table }} (user_id);
-- expect: blocksWrites "CREATE INDEX"

-- case: a block runs with the migration, a function is only defined
-- transaction: one
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- file:
DO $$
BEGIN
  IF to_regclass('orders_note') IS NULL THEN
    CREATE INDEX orders_note ON orders (note);
-- expect: inTransaction "CREATE INDEX"
  END IF;
  CREATE TABLE items (id bigint PRIMARY KEY, note text);
  CREATE INDEX ON items (note);
  EXECUTE 'CREATE UNIQUE INDEX ON orders (id, note)';
-- expect: inTransaction "CREATE UNIQUE INDEX"
END $$;
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE INDEX ON orders (note); END $$;

-- case: refused on a partitioned table, which another rule says
-- history:
CREATE TABLE events (id bigint NOT NULL, at int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
-- file:
CREATE UNIQUE INDEX one ON events (id);
CREATE UNIQUE INDEX two ON events (id, at);
-- expect: partitioned
