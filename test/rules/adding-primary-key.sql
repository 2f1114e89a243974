-- case: plain
ALTER TABLE users ADD PRIMARY KEY (id);
-- expect: builds "ADD PRIMARY KEY (id)"
ALTER TABLE crm."Users" ADD CONSTRAINT "Users_pk" PRIMARY KEY ("Id", b) INCLUDE (c);
-- expect: builds "ADD CONSTRAINT "Users_pk" PRIMARY KEY ("Id", b) INCLUDE (c)"

-- case: the old key goes
-- history:
CREATE TABLE users (id int PRIMARY KEY, other int NOT NULL, nothing int);
-- file:
ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (other) /* new */;
-- expect: builds "ADD PRIMARY KEY (other)"

-- case: a column that may be NULL
-- history:
CREATE TABLE users (id int);
-- file:
ALTER TABLE users ADD PRIMARY KEY (id);
-- expect: builds "ADD PRIMARY KEY (id)"

-- case: inside a transaction
-- transaction: one
ALTER TABLE users ADD PRIMARY KEY (id);
-- expect: inTransaction "ADD PRIMARY KEY (id)"

-- case: a partitioned table
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- file:
ALTER TABLE events ADD PRIMARY KEY (at);
-- expect: partitioned "ADD PRIMARY KEY (at)"

-- case: from an index, new tables
ALTER TABLE users ADD CONSTRAINT i PRIMARY KEY USING INDEX i;
CREATE TABLE a (x int);
ALTER TABLE a ADD PRIMARY KEY (x);
CREATE TABLE other.users (x int);
ALTER TABLE users ADD PRIMARY KEY (x);
-- expect: builds "ADD PRIMARY KEY (x)"

-- case: refused on a partitioned table, which another rule says
-- history:
CREATE TABLE events (id bigint NOT NULL, at int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
-- file:
ALTER TABLE events ADD PRIMARY KEY (id);
ALTER TABLE events ADD PRIMARY KEY (id, at);
-- expect: partitioned
