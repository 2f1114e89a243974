-- case: plain
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
-- expect: builds "ADD CONSTRAINT users_email_key UNIQUE (email)"
ALTER TABLE public.users ADD UNIQUE (a, b);
-- expect: builds "ADD UNIQUE (a, b)"

-- case: what belongs to it
ALTER TABLE users ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b) DEFERRABLE INITIALLY DEFERRED;
-- expect: builds "ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (a) INCLUDE (b) DEFERRABLE INITIALLY DEFERRED"
ALTER TABLE users ADD CONSTRAINT u UNIQUE (a) WITH (fillfactor = 70) USING INDEX TABLESPACE fast;
-- expect: builds "ADD CONSTRAINT u UNIQUE (a) WITH (fillfactor = 70) USING INDEX TABLESPACE fast"
ALTER TABLE users ADD CONSTRAINT u UNIQUE (a, during WITHOUT OVERLAPS);
-- expect: builds "ADD CONSTRAINT u UNIQUE (a, during WITHOUT OVERLAPS)"

-- case: schemas, quotes, comments, several subcommands
ALTER TABLE ONLY "Crm"."Users"
  DROP COLUMN old, -- gone
  ADD /* one */ UNIQUE ("Email") /* each */;
-- expect: builds "ADD /* one */ UNIQUE ("Email")"
ALTER TABLE IF EXISTS users ADD UNIQUE (a);
-- expect: builds "ADD UNIQUE (a)"
ALTER TABLE users ADD COLUMN a int, ADD UNIQUE (a);
-- expect: newColumn "ADD UNIQUE (a)"

-- case: inside a transaction
-- transaction: one
ALTER TABLE users ADD UNIQUE (a);
-- expect: inTransaction "ADD UNIQUE (a)"

-- case: partitioned tables
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE none_yet (at date NOT NULL) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events ADD UNIQUE (at);
-- expect: partitioned "ADD UNIQUE (at)"
ALTER TABLE ONLY events ADD UNIQUE (at);
ALTER TABLE none_yet ADD UNIQUE (at);

-- case: from an index, new tables
CREATE UNIQUE INDEX CONCURRENTLY i ON users (a);
ALTER TABLE users ADD CONSTRAINT i UNIQUE USING INDEX i;
CREATE TABLE a (x int);
ALTER TABLE a ADD UNIQUE (x);
CREATE TEMP TABLE b (x int);
ALTER TABLE b ADD UNIQUE (x);

-- case: refused on a partitioned table, which another rule says
-- history:
CREATE TABLE events (id bigint NOT NULL, at int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
-- file:
ALTER TABLE events ADD CONSTRAINT one UNIQUE (id);
ALTER TABLE events ADD CONSTRAINT two UNIQUE (id, at);
-- expect: partitioned

-- case: a statement that writes the table anew
-- history:
CREATE TABLE users (id int, email text);
-- file:
ALTER TABLE users ADD COLUMN n serial, ADD CONSTRAINT n_key UNIQUE (n);
ALTER TABLE users ADD COLUMN i int GENERATED ALWAYS AS IDENTITY, ADD UNIQUE (i);
ALTER TABLE users ADD UNIQUE (token), ADD COLUMN token uuid DEFAULT gen_random_uuid();
ALTER TABLE users ADD COLUMN low text GENERATED ALWAYS AS (lower(email)) STORED, ADD UNIQUE (low);
ALTER TABLE users ALTER COLUMN id TYPE bigint, ADD UNIQUE (email);
ALTER TABLE users ADD COLUMN plain text, ADD UNIQUE (plain);
-- expect: newColumn "ADD UNIQUE (plain)"
ALTER TABLE users SET TABLESPACE fast, ADD UNIQUE (id);
-- expect: builds "ADD UNIQUE (id)"
ALTER TABLE unseen ADD COLUMN n bigserial, ADD UNIQUE (n);

-- case: a column that the file adds, in a transaction
-- transaction: one
ALTER TABLE users ADD COLUMN "Code" text;
UPDATE users SET "Code" = id::text;
ALTER TABLE public.users ADD UNIQUE (shop, "Code");
-- expect: newColumn "ADD UNIQUE (shop, "Code")"
ALTER TABLE users ADD UNIQUE (code);
-- expect: inTransaction
ALTER TABLE others ADD UNIQUE ("Code");
-- expect: inTransaction
ALTER TABLE users ADD COLUMN z text, ADD UNIQUE (z);
-- expect: newColumn

-- case: a column that the file adds, outside a transaction
-- transaction: each
ALTER TABLE users ADD COLUMN code text;
ALTER TABLE users ADD UNIQUE (code);
-- expect: builds
