-- case: switched off
ALTER TABLE "S"."Events" ADD n int, SET (fillfactor = 70, /* quick */ autovacuum_enabled = false);
-- expect: altered "SET (fillfactor = 70, /* quick */ autovacuum_enabled = false)"
ALTER TABLE a SET (autovacuum_enabled = off);
-- expect: altered "SET (autovacuum_enabled = off)"
ALTER TABLE b SET (autovacuum_enabled = 0);
-- expect: altered "SET (autovacuum_enabled = 0)"
ALTER TABLE c SET (toast.autovacuum_enabled = 'no');
-- expect: altered "SET (toast.autovacuum_enabled = 'no')"
CREATE TABLE d (x int) WITH (autovacuum_enabled = false);
-- expect: created "CREATE TABLE"

-- case: switched on again
ALTER TABLE a SET (autovacuum_enabled = false);
ALTER TABLE public.a SET (autovacuum_enabled = true);
CREATE TABLE b (x int) WITH (autovacuum_enabled = off);
ALTER TABLE b RESET (autovacuum_enabled);
ALTER TABLE c SET (autovacuum_enabled = false);
-- expect: altered "SET (autovacuum_enabled = false)"
ALTER TABLE c SET (toast.autovacuum_enabled = true);

-- case: other settings
ALTER TABLE a SET (autovacuum_enabled), SET (autovacuum_enabled = on), RESET (autovacuum_enabled), SET (autovacuum_vacuum_threshold = 0);
CREATE TEMP TABLE t (x int) WITH (autovacuum_enabled = false);
ALTER TABLE t SET (autovacuum_enabled = false);

-- case: dropped again
CREATE TABLE a (x int) WITH (autovacuum_enabled = false);
DROP TABLE a;
ALTER TABLE b SET (autovacuum_enabled = false);
DROP TABLE b;
