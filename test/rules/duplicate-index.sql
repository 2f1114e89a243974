-- case: the same, with other words
-- history:
CREATE TABLE shop."Orders" (id int PRIMARY KEY, a int, b text, c int[]);
CREATE INDEX one ON shop."Orders" (a, b);
CREATE INDEX two ON shop."Orders" (lower(b)) WHERE a > 0;
CREATE INDEX three ON shop."Orders" USING gin (c);
CREATE INDEX four ON shop."Orders" (a DESC, b);
-- file:
CREATE INDEX CONCURRENTLY one_more ON shop."Orders" USING btree (a ASC NULLS LAST, b);
-- expect: duplicate
create index two_more on shop."Orders" /* it */ (lower( b )) where a>0;
-- expect: duplicate
CREATE INDEX three_more ON shop."Orders" USING gin (c);
-- expect: duplicate
CREATE UNIQUE INDEX four_more ON shop."Orders" (a DESC NULLS FIRST, b);
-- expect: duplicate
CREATE UNIQUE INDEX ON shop."Orders" (id);
-- expect: duplicate

-- case: how another begins
-- history:
CREATE TABLE orders (a int, b int, c int);
CREATE INDEX one ON orders (a, b);
CREATE INDEX two ON orders (c);
-- file:
CREATE INDEX three ON orders (a);
-- expect: prefix
CREATE INDEX four ON orders (c, a);
-- expect: covers

-- case: several begin with it
-- history:
CREATE TABLE orders (a int, b int, c int);
CREATE INDEX one ON orders (a);
-- file:
CREATE INDEX two ON orders (a, b);
-- expect: covers
CREATE INDEX three ON orders (a, c);

-- case: each can do something
-- history:
CREATE TABLE orders (a int, b text, c int[]);
CREATE INDEX one ON orders (a, b);
CREATE UNIQUE INDEX two ON orders (b) INCLUDE (a);
-- file:
CREATE INDEX three ON orders (b, a DESC);
CREATE INDEX four ON orders (a DESC, b);
CREATE INDEX five ON orders (a, b) WHERE a > 0;
CREATE INDEX six ON orders (a, b text_pattern_ops);
CREATE INDEX seven ON orders (a, b COLLATE "C");
CREATE INDEX eight ON orders USING hash (a);
CREATE UNIQUE INDEX nine ON orders (a);
CREATE INDEX ten ON orders (lower(b));
CREATE INDEX eleven ON orders (upper(b));
CREATE INDEX twelve ON orders USING gin (c);

-- case: INCLUDE
-- history:
CREATE TABLE orders (a int, b int, c int);
CREATE INDEX one ON orders (a) INCLUDE (b, c);
-- file:
CREATE INDEX two ON orders (a) INCLUDE (c, b);
-- expect: duplicate
CREATE INDEX three ON orders (a) INCLUDE (b);
-- expect: prefix

-- case: constraints
CREATE TABLE a (id int PRIMARY KEY UNIQUE);
CREATE TABLE b (x int UNIQUE, y int);
CREATE INDEX b_x_idx ON b (x);
-- expect: duplicate

-- case: dropped in the same file, temporary, partitions
-- history:
CREATE TABLE orders (a int, b int);
CREATE INDEX one ON orders (a);
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE INDEX events_idx ON events (at);
-- file:
CREATE INDEX two ON orders (a, b);
DROP INDEX one;
CREATE TEMP TABLE t (x int);
CREATE INDEX ON t (x);
CREATE INDEX ON t (x);
CREATE INDEX events_idx2 ON events (at);
-- expect: duplicate
