-- case: what is refused
-- history:
CREATE TABLE users (id int NOT NULL, a text, b text);
CREATE UNIQUE INDEX partial ON users (a) WHERE a <> '';
CREATE UNIQUE INDEX expression ON users (lower(a));
CREATE UNIQUE INDEX "Descending" ON users (a DESC);
CREATE UNIQUE INDEX nulls_first ON users (a NULLS FIRST);
CREATE INDEX many ON users (a);
CREATE INDEX hashed ON users USING hash (a);
ALTER TABLE users ADD CONSTRAINT taken UNIQUE (a, b);
-- file:
ALTER TABLE users ADD CONSTRAINT c UNIQUE USING INDEX partial;
-- expect: refused "ADD CONSTRAINT c UNIQUE USING INDEX partial"
ALTER TABLE users ADD UNIQUE USING INDEX expression, ADD n int;
-- expect: refused "ADD UNIQUE USING INDEX expression"
ALTER TABLE public.users ADD CONSTRAINT /* new */ c UNIQUE USING INDEX "Descending" DEFERRABLE;
-- expect: refused "ADD CONSTRAINT /* new */ c UNIQUE USING INDEX "Descending" DEFERRABLE"
ALTER TABLE users ADD UNIQUE USING INDEX nulls_first;
-- expect: refused "ADD UNIQUE USING INDEX nulls_first"
ALTER TABLE users ADD UNIQUE USING INDEX many;
-- expect: refused "ADD UNIQUE USING INDEX many"
ALTER TABLE users ADD UNIQUE USING INDEX hashed;
-- expect: refused "ADD UNIQUE USING INDEX hashed"
ALTER TABLE users ADD UNIQUE USING INDEX taken;
-- expect: refused "ADD UNIQUE USING INDEX taken"

-- case: new tables too
CREATE TABLE a (x int);
CREATE UNIQUE INDEX i ON a (x) WHERE x > 0;
ALTER TABLE a ADD PRIMARY KEY USING INDEX i;
-- expect: refused "ADD PRIMARY KEY USING INDEX i"

-- case: partitioned tables
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE UNIQUE INDEX i ON ONLY events (at);
-- file:
ALTER TABLE events ADD UNIQUE USING INDEX i;
-- expect: partitioned "ADD UNIQUE USING INDEX i"

-- case: what is taken, what is not known
-- history:
CREATE TABLE users (id int NOT NULL, a text);
CREATE UNIQUE INDEX plain ON users (a);
CREATE UNIQUE INDEX included ON users (a ASC NULLS LAST) INCLUDE (id);
-- file:
ALTER TABLE users ADD UNIQUE USING INDEX plain;
ALTER TABLE users ADD UNIQUE USING INDEX included;
ALTER TABLE users ADD UNIQUE USING INDEX unknown_index;
ALTER TABLE unknown_table ADD UNIQUE USING INDEX unknown_index;
