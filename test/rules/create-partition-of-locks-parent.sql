-- case: plain, schemas, quotes, comments
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- expect: locksParent "PARTITION OF"
create table IF NOT EXISTS "Sales"."Größe" partition /* new */ of "Sales"."Events" DEFAULT; SELECT 1;
-- expect: locksParent "partition /* new */ of"
CREATE TABLE shop."For" PARTITION OF shop.events DEFAULT;
-- expect: locksParent "PARTITION OF"
CREATE TABLE a PARTITION OF b (PRIMARY KEY (id)) FOR VALUES IN ('for', 'values') PARTITION BY HASH (id);
-- expect: locksParent "PARTITION OF"
CREATE TABLE a PARTITION OF b FOR VALUES WITH (MODULUS 4, REMAINDER 0) WITH (fillfactor = 80);
-- expect: locksParent "PARTITION OF"

-- case: Windows line ends
-- crlf
CREATE TABLE events_2026 PARTITION OF events
-- expect: locksParent "PARTITION OF"
  FOR VALUES FROM (1) TO (2);

-- case: new, there already, temporary
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE TEMP TABLE t PARTITION OF pg_temp.e DEFAULT;

-- case: the partition is there
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
-- file:
CREATE TABLE IF NOT EXISTS events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (10) TO (20);
-- expect: locksParent "PARTITION OF"

-- case: other tables
CREATE SCHEMA fresh CREATE TABLE p (x int) PARTITION BY LIST (x) CREATE TABLE p_1 PARTITION OF p DEFAULT;
CREATE TABLE a (id int) INHERITS (b);
CREATE TABLE c (LIKE events INCLUDING ALL);
CREATE TABLE d (id int) PARTITION BY LIST (id);

-- case: placeholders
CREATE TABLE {{ name }} PARTITION OF events DEFAULT;
-- expect: locksParent "PARTITION OF"
