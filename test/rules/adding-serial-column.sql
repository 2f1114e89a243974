-- case: every spelling
ALTER TABLE orders ADD COLUMN a serial;
-- expect: rewrites "ADD COLUMN a serial"
ALTER TABLE orders ADD b BIGSERIAL NOT NULL;
-- expect: rewrites "ADD b BIGSERIAL NOT NULL"
ALTER TABLE orders ADD c smallserial UNIQUE, ADD d serial8, ADD e serial4, ADD f serial2;
-- expect: rewrites "ADD c smallserial UNIQUE"
-- expect: rewrites "ADD d serial8"
-- expect: rewrites "ADD e serial4"
-- expect: rewrites "ADD f serial2"

-- case: a key
ALTER TABLE orders ADD COLUMN id bigserial PRIMARY KEY;
-- expect: rewrites "ADD COLUMN id bigserial PRIMARY KEY"

-- case: schemas, quotes, comments, Windows line ends
-- crlf
ALTER TABLE IF EXISTS ONLY "Sales"."Größe's"
  ADD COLUMN IF NOT EXISTS "Nr" /* number */ bigserial -- each its own
-- expect: rewrites
  CONSTRAINT filled NOT NULL, ADD COLUMN plain int;

-- case: new tables, columns that are there, other types
-- history:
CREATE TABLE known (a int);
-- file:
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN y serial;
CREATE TEMP TABLE b (x int);
ALTER TABLE b ADD COLUMN y serial;
ALTER TABLE known ADD COLUMN IF NOT EXISTS a serial;
ALTER TABLE orders ADD COLUMN z my.serial, ADD COLUMN s "Serial", ADD COLUMN i int;

-- case: inside a transaction
-- transaction: one
ALTER TABLE orders ADD COLUMN a serial;
-- expect: rewrites "ADD COLUMN a serial"

-- case: a partitioned table
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- file:
ALTER TABLE events ADD COLUMN n bigserial;
-- expect: rewrites "ADD COLUMN n bigserial"

-- case: a placeholder
ALTER TABLE :schema.orders ADD COLUMN a serial;
-- expect: rewrites "ADD COLUMN a serial"
