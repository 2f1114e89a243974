-- case: with all partitions known
-- history:
CREATE TABLE shop."Events" (at int, "Größe" int) PARTITION BY RANGE (at);
CREATE TABLE shop.events_1 PARTITION OF shop."Events" FOR VALUES FROM (0) TO (10);
CREATE TABLE shop."Two" PARTITION OF shop."Events" FOR VALUES FROM (10) TO (20);
-- file:
create unique /* it */ index concurrently events_idx on shop."Events" USING btree (at, "Größe") WHERE at > 0; SELECT 1;
-- expect: create "create unique /* it */ index concurrently"
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_idx ON ONLY shop."Events" (at);
-- expect: create "CREATE INDEX CONCURRENTLY"
CREATE INDEX CONCURRENTLY events_1_at_idx ON shop.events_1 (at);

-- case: without partitions, and with partitions of partitions
-- history:
CREATE TABLE a (x int) PARTITION BY LIST (x);
CREATE TABLE b (x int) PARTITION BY LIST (x);
CREATE TABLE b_1 PARTITION OF b FOR VALUES IN (1) PARTITION BY LIST (x);
-- file:
CREATE INDEX CONCURRENTLY a_idx ON a (x);
-- expect: create "CREATE INDEX CONCURRENTLY"
CREATE INDEX CONCURRENTLY b_idx ON b (x);
-- expect: create "CREATE INDEX CONCURRENTLY"

-- case: dropped
-- history:
CREATE TABLE a (x int) PARTITION BY LIST (x);
CREATE INDEX a_idx ON a (x);
-- file:
DROP INDEX CONCURRENTLY IF EXISTS a_idx;
-- expect: drop "DROP INDEX CONCURRENTLY"
DROP INDEX CONCURRENTLY b_idx;

-- case: the same migration
CREATE TABLE a (x int) PARTITION BY LIST (x);
CREATE INDEX CONCURRENTLY a_idx ON a (x);
-- expect: create "CREATE INDEX CONCURRENTLY"

-- case: other tables
CREATE TEMP TABLE t (x int) PARTITION BY LIST (x);
CREATE INDEX CONCURRENTLY t_idx ON t (x);
DROP INDEX CONCURRENTLY t_idx;
CREATE TABLE c (x int);
CREATE INDEX CONCURRENTLY c_idx ON c (x);
CREATE INDEX CONCURRENTLY d_idx ON d (x);
CREATE INDEX e_idx ON ONLY e (x);
