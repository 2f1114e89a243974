-- case: plain
ALTER TABLE users ADD COLUMN handle text UNIQUE;
-- expect: builds "UNIQUE"
ALTER TABLE users ADD nick text CONSTRAINT one UNIQUE NULLS NOT DISTINCT, ADD m int;
-- expect: builds "CONSTRAINT one UNIQUE NULLS NOT DISTINCT"
ALTER TABLE users ADD id int DEFAULT 1 PRIMARY KEY;
-- expect: builds "PRIMARY KEY"

-- case: deferrable, options
ALTER TABLE users ADD handle text UNIQUE DEFERRABLE INITIALLY DEFERRED, ADD m int;
-- expect: builds "UNIQUE DEFERRABLE INITIALLY DEFERRED"
ALTER TABLE users ADD handle text UNIQUE WITH (fillfactor = 70) NOT NULL DEFAULT '';
-- expect: builds "UNIQUE WITH (fillfactor = 70)"

-- case: schemas, quotes, comments
ALTER TABLE "Crm"."Users" ADD COLUMN "Handle" text /* one */ UNIQUE /* each */;
-- expect: builds "UNIQUE"

-- case: inside a transaction
-- transaction: one
ALTER TABLE users ADD COLUMN handle text UNIQUE;
-- expect: builds "UNIQUE"

-- case: a partitioned table
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY LIST (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES IN ('2020-01-01');
-- file:
ALTER TABLE events ADD COLUMN handle text UNIQUE;
-- expect: builds "UNIQUE"

-- case: other rules say it, new tables
-- history:
CREATE TABLE known (a int);
-- file:
ALTER TABLE users ADD COLUMN id bigserial PRIMARY KEY;
ALTER TABLE users ADD COLUMN id uuid PRIMARY KEY;
ALTER TABLE users ADD COLUMN id uuid DEFAULT gen_random_uuid() UNIQUE;
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN y int UNIQUE;
ALTER TABLE known ADD COLUMN IF NOT EXISTS a int UNIQUE;
