-- case: no key of any kind
CREATE TABLE s."T" (a int, b text UNIQUE);
-- expect: noKey
CREATE UNLOGGED TABLE IF NOT EXISTS u (a int);
-- expect: noKey
CREATE TABLE p (a int NOT NULL) PARTITION BY RANGE (a);
-- expect: noKey

-- case: a key on the column, on the table, or later
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (x int, y int, CONSTRAINT b_pk PRIMARY KEY (x, y));
CREATE TABLE c (x int);
ALTER TABLE c ADD PRIMARY KEY (x);
CREATE TABLE d (x int NOT NULL);
CREATE UNIQUE INDEX ON d (x);

-- case: a unique index that does not identify
CREATE TABLE a (x int NOT NULL, y int);
-- expect: noKey
CREATE UNIQUE INDEX ON a (x) WHERE y = 1;
CREATE UNIQUE INDEX ON a (x, y);
CREATE UNIQUE INDEX ON a ((x + 1));

-- case: tables of other kinds
CREATE TEMP TABLE a (x int);
CREATE TABLE b AS SELECT 1 AS x;
CREATE TABLE c (LIKE unknown);
CREATE TABLE d (id bigint PRIMARY KEY);
CREATE TABLE e (LIKE d INCLUDING INDEXES);
CREATE TABLE f () INHERITS (d);
CREATE TABLE g PARTITION OF h FOR VALUES IN (1);
CREATE FOREIGN TABLE i (x int) SERVER s;
CREATE TABLE j OF some_type;

-- case: dropped again
CREATE TABLE a (x int);
DROP TABLE a;

-- case: down
-- down
CREATE TABLE a (x int);

-- case: tables that are left alone
-- options: { "ignoreTables": ["log_*"] }
CREATE TABLE log_requests (at timestamptz, path text);
CREATE TABLE requests (at timestamptz, path text);
-- expect: noKey
