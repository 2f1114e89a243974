-- case: in CREATE TABLE
CREATE TABLE events (id bigint PRIMARY KEY, at date) PARTITION BY RANGE (at);
-- expect: missing "PRIMARY"
CREATE TABLE "Sales"."Events" (id bigint, "At" date, /* one */ UNIQUE (id)) PARTITION BY RANGE ("At");
-- expect: missing "UNIQUE (id)"
CREATE TABLE a (id bigint, x int, at date, CONSTRAINT "one" PRIMARY KEY (at, id), UNIQUE (x)) PARTITION BY RANGE (at, x);
-- expect: missing "CONSTRAINT"
-- expect: missing "UNIQUE (x)"
CREATE TABLE b (id bigint, at timestamptz, PRIMARY KEY (id, at)) PARTITION BY RANGE (date_trunc('day', at, 'UTC'));
-- expect: expression "PRIMARY"

-- case: the key is in it
CREATE TABLE events (id bigint, at date, PRIMARY KEY (id, at), UNIQUE (at)) PARTITION BY RANGE (at);
CREATE TABLE accounts (id bigint PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE parts (id bigint, CHECK (id > 0), FOREIGN KEY (id) REFERENCES x (id)) PARTITION BY LIST (id);
CREATE TABLE plain (id bigint PRIMARY KEY, at date);
CREATE TABLE part PARTITION OF events (PRIMARY KEY (id)) FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- case: in ALTER TABLE and CREATE INDEX
-- history:
CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE plain (id bigint, at date);
-- file:
ALTER TABLE events ADD COLUMN x int, ADD CONSTRAINT one UNIQUE (id);
-- expect: missing "ADD CONSTRAINT one UNIQUE (id)"
ALTER TABLE events ADD PRIMARY KEY (at, id);
CREATE UNIQUE INDEX events_id_idx ON events (id);
-- expect: missing "CREATE UNIQUE INDEX events_id_idx ON events (id)"
CREATE UNIQUE INDEX ON ONLY events (id, lower(at::text));
-- expect: missing "CREATE UNIQUE INDEX ON ONLY events (id, lower(at::text))"
CREATE UNIQUE INDEX ON events (at, id);
CREATE INDEX ON events (id);
CREATE UNIQUE INDEX ON events_1 (id);
ALTER TABLE plain ADD UNIQUE (id);
