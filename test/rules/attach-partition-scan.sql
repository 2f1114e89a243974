-- case: without a CHECK, in quotes and schemas
-- history:
CREATE TABLE "Sales"."Events" (at int) PARTITION BY RANGE (at);
CREATE TABLE "Sales"."Events_1" (at int);
CREATE TABLE "Sales"."Events_2" (at int, x int CHECK (x > 0));
-- file:
ALTER TABLE "Sales"."Events" /* now */ ATTACH PARTITION "Sales"."Events_1" FOR VALUES FROM (0) TO (10); SELECT 1;
-- expect: noCheck "ATTACH PARTITION "Sales"."Events_1" FOR VALUES FROM (0) TO (10)"
ALTER TABLE "Sales"."Events" ATTACH PARTITION "Sales"."Events_2" FOR VALUES FROM (10) TO (20);
-- expect: noCheck "ATTACH PARTITION "Sales"."Events_2" FOR VALUES FROM (10) TO (20)"

-- case: a CHECK on the key
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 (at int CHECK (at IS NOT NULL AND at >= 0 AND at < 10));
-- file:
ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (10);

-- case: the recipe
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 (at int);
-- file:
ALTER TABLE events_1 ADD CONSTRAINT bounds CHECK (at IS NOT NULL AND at >= 0 AND at < 10) NOT VALID;
ALTER TABLE events_1 VALIDATE CONSTRAINT bounds;
ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (10);
ALTER TABLE events_1 DROP CONSTRAINT bounds;

-- case: a CHECK that is not valid yet
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 (at int);
ALTER TABLE events_1 ADD CONSTRAINT bounds CHECK (at IS NOT NULL AND at >= 0 AND at < 10) NOT VALID;
-- file:
ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (10);
-- expect: noCheck "ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (10)"

-- case: an index is missing
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE INDEX events_at_idx ON events (at);
CREATE TABLE events_1 (at int CHECK (at IS NOT NULL AND at >= 0 AND at < 10));
-- file:
ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (10);
-- expect: builds "ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (10)"

-- case: the only partition takes everything
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 (at int);
-- file:
ALTER TABLE events ATTACH PARTITION events_1 DEFAULT;

-- case: new, and unknown
CREATE TABLE events_1 (at int);
ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (10);
ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (10) TO (20);
ALTER INDEX events_idx ATTACH PARTITION events_1_idx;
