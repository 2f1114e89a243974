-- case: once for a file
-- history:
CREATE TABLE shop."Orders" (id bigint PRIMARY KEY, "State" text, b int, c int);
-- file:
ALTER TABLE shop."Orders" ALTER COLUMN "State" SET DEFAULT 'open' /* new */, ALTER b SET DEFAULT 0;
-- expect: empty "ALTER COLUMN "State" SET DEFAULT 'open'"
ALTER TABLE shop."Orders" ALTER c SET DEFAULT 0;

-- case: filled, before or after
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);
-- file:
UPDATE orders SET a = 0 WHERE a IS NULL;
ALTER TABLE orders ALTER a SET DEFAULT 0;
ALTER TABLE public.orders ALTER b SET DEFAULT 0;
UPDATE orders SET b = 1 WHERE b IS NULL;

-- case: a default before, NOT NULL, a serial, no default, a new column, a new table, unknown
-- history:
CREATE TABLE orders (id serial PRIMARY KEY, a int DEFAULT 1, b int NOT NULL, c int);
-- file:
ALTER TABLE orders ALTER a SET DEFAULT 2, ALTER b SET DEFAULT 0, ALTER id SET DEFAULT 1, ALTER c SET DEFAULT NULL;
ALTER TABLE orders ADD d int;
ALTER TABLE orders ALTER d SET DEFAULT 0;
CREATE TABLE t (a int);
ALTER TABLE t ALTER a SET DEFAULT 0;
ALTER TABLE other ALTER a SET DEFAULT 0;
ALTER TABLE orders ALTER c DROP DEFAULT;

-- case: made NOT NULL, or dropped, or undone
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);
-- file:
ALTER TABLE orders ALTER a SET DEFAULT 0;
ALTER TABLE orders ALTER a SET NOT NULL;
ALTER TABLE orders ALTER b SET DEFAULT 0;
ALTER TABLE orders DROP b;

-- case: undone
-- down
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, a int);
-- file:
ALTER TABLE orders ALTER a SET DEFAULT 0;
