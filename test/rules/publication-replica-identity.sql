-- case: tables
-- history:
CREATE TABLE shop."Log" (at timestamptz UNIQUE);
CREATE TABLE keyed (id bigint PRIMARY KEY);
CREATE TABLE e (id bigint) PARTITION BY RANGE (id);
-- file:
CREATE PUBLICATION p FOR TABLE shop."Log" /* all */, keyed WITH (publish = 'insert, update');
-- expect: fails "CREATE PUBLICATION p FOR TABLE shop."Log" /* all */, keyed WITH (publish = 'insert, update')"
ALTER PUBLICATION p ADD TABLE e;
-- expect: fails "ALTER PUBLICATION p ADD TABLE e"

-- case: all of them, and those of a schema
-- history:
CREATE TABLE log (at timestamptz);
CREATE TABLE keyed (id bigint PRIMARY KEY);
-- file:
CREATE PUBLICATION p FOR ALL TABLES;
-- expect: fails "CREATE PUBLICATION p FOR ALL TABLES"
CREATE PUBLICATION q FOR TABLES IN SCHEMA public;
-- expect: fails "CREATE PUBLICATION q FOR TABLES IN SCHEMA public"
CREATE PUBLICATION r FOR TABLES IN SCHEMA other;

-- case: said, or only inserts, or not known, or keyed later
-- history:
CREATE TABLE a (at timestamptz);
ALTER TABLE a REPLICA IDENTITY FULL;
CREATE TABLE b (at timestamptz NOT NULL UNIQUE);
ALTER TABLE b REPLICA IDENTITY USING INDEX b_at_key;
CREATE TABLE c (at timestamptz);
CREATE TABLE d (id bigint);
-- file:
CREATE PUBLICATION p FOR TABLE a, b, unknown;
CREATE PUBLICATION q FOR TABLE c WITH (publish = 'insert');
CREATE PUBLICATION r FOR TABLE d;
ALTER TABLE d ADD PRIMARY KEY (id);
ALTER PUBLICATION r DROP TABLE c;
CREATE PUBLICATION s;

-- case: as it was
-- history:
CREATE TABLE a (at timestamptz);
ALTER TABLE a REPLICA IDENTITY FULL;
ALTER TABLE a REPLICA IDENTITY DEFAULT;
-- file:
CREATE PUBLICATION p FOR TABLE a;
-- expect: fails "CREATE PUBLICATION p FOR TABLE a"

-- case: undone
-- down
-- history:
CREATE TABLE a (at timestamptz);
-- file:
CREATE PUBLICATION p FOR TABLE a;
