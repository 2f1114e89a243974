-- case: all of them, quotes, several
ALTER TABLE events SET LOGGED;
-- expect: logged "SET LOGGED"
alter table "Sales"."Events" /* fast */ set unlogged, add column x int; SELECT 1;
-- expect: unlogged "set unlogged"
ALTER TABLE events SET ACCESS METHOD columnar;
-- expect: accessMethod "SET ACCESS METHOD columnar"
ALTER TABLE größe SET TABLESPACE fast;
-- expect: tablespace "SET TABLESPACE fast"
ALTER TABLE ALL IN TABLESPACE slow SET TABLESPACE fast;
-- expect: moveAll "ALTER TABLE ALL IN TABLESPACE slow SET TABLESPACE fast"

-- case: so already
-- history:
CREATE TABLE a (x int);
CREATE UNLOGGED TABLE b (x int);
-- file:
ALTER TABLE a SET LOGGED;
ALTER TABLE b SET UNLOGGED;
ALTER TABLE a SET ACCESS METHOD heap;
ALTER TABLE b SET LOGGED;
-- expect: logged "SET LOGGED"

-- case: partitioned tables have no rows
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events SET TABLESPACE fast;

-- case: new, and other things
CREATE TABLE a (x int);
ALTER TABLE a SET UNLOGGED;
ALTER INDEX a_idx SET TABLESPACE fast;
ALTER INDEX ALL IN TABLESPACE slow SET TABLESPACE fast;
ALTER TABLE events SET (fillfactor = 80);
ALTER TABLE events ALTER x SET STORAGE EXTERNAL;
