-- case: plain, schemas, quotes, comments
ALTER TABLE events DETACH PARTITION events_2024;
-- expect: blocks "DETACH PARTITION events_2024"
alter table "Sales"."Events" /* old */ detach partition "Sales"."Größe"; SELECT 1;
-- expect: blocks "detach partition "Sales"."Größe""

-- case: the history knows all partitions
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
-- file:
ALTER TABLE events DETACH PARTITION events_1;
-- expect: blocks "DETACH PARTITION events_1"

-- case: a default partition
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE TABLE events_default PARTITION OF events DEFAULT;
-- file:
ALTER TABLE events DETACH PARTITION events_1;
-- expect: hasDefault "DETACH PARTITION events_1"

-- case: inside a transaction
-- transaction: one
ALTER TABLE events DETACH PARTITION events_2024;
-- expect: inTransaction "DETACH PARTITION events_2024"

-- case: before PostgreSQL 14
-- pg-version: 13
ALTER TABLE events DETACH PARTITION events_2024;

-- case: CONCURRENTLY is there, and other things
ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY;
ALTER TABLE events DETACH PARTITION events_2024 FINALIZE;
ALTER INDEX events_idx ATTACH PARTITION events_2024_idx;

-- case: new
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
ALTER TABLE events DETACH PARTITION events_1;
