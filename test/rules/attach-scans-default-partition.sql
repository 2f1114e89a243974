-- case: ATTACH and PARTITION OF
-- history:
CREATE TABLE shop."Events" (at int) PARTITION BY RANGE (at);
CREATE TABLE shop.rest PARTITION OF shop."Events" DEFAULT;
CREATE TABLE shop.old (at int CHECK (at > 0 AND at < 10 AND at IS NOT NULL));
-- file:
ALTER TABLE shop."Events" ATTACH /* it */ PARTITION shop.old FOR VALUES FROM (0) TO (10); SELECT 1;
-- expect: scans "ATTACH /* it */ PARTITION shop.old FOR VALUES FROM (0) TO (10)"
CREATE TABLE shop.more PARTITION OF shop."Events" FOR VALUES FROM (10) TO (20);
-- expect: scans "PARTITION OF"

-- case: a CHECK of the default partition on the key
-- history:
CREATE TABLE events (at int, x int) PARTITION BY RANGE (at);
CREATE TABLE rest PARTITION OF events DEFAULT;
ALTER TABLE rest ADD CHECK (at < 0 OR at >= 10);
-- file:
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);

-- case: a CHECK about something else
-- history:
CREATE TABLE events (at int, x int) PARTITION BY RANGE (at);
CREATE TABLE rest PARTITION OF events DEFAULT;
ALTER TABLE rest ADD CHECK (x > 0);
-- file:
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
-- expect: scans "PARTITION OF"

-- case: none, new, unknown
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
-- file:
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE TABLE rest PARTITION OF events DEFAULT;
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (10) TO (20);
CREATE TABLE other_1 PARTITION OF other FOR VALUES FROM (10) TO (20);

-- case: the default partition was detached
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE rest PARTITION OF events DEFAULT;
-- file:
ALTER TABLE events DETACH PARTITION rest;
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (10) TO (20);
