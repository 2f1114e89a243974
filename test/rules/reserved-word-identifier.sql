-- case: tables
CREATE TABLE s."user" (id bigint PRIMARY KEY, "end" date);
-- expect: table "s."user""
CREATE VIEW "order" AS SELECT 1 AS a;
-- expect: table ""order""
CREATE TABLE "group" AS SELECT 1 AS a;
-- expect: table ""group""
ALTER TABLE users RENAME TO "user";
-- expect: table ""user""

-- case: columns
CREATE TABLE t (id bigint PRIMARY KEY, /* x */ "order" int, "desc" text, name text);
-- expect: columns ""order""
ALTER TABLE t ADD a int, ADD COLUMN "limit" int;
-- expect: columns ""limit""
ALTER TABLE t RENAME COLUMN a TO "end";
-- expect: columns ""end""

-- case: words that are free, or other words in quotes
CREATE TABLE t (id bigint PRIMARY KEY, name text, type text, value text, year int, "User" text, "timestamp" timestamptz);
CREATE TABLE "User" (id bigint PRIMARY KEY);
SELECT "order" FROM "user";
CREATE TEMP TABLE "user" (a int);
ALTER TABLE t RENAME CONSTRAINT a TO "check";

-- case: down
-- down
CREATE TABLE "user" (id bigint);

-- case: names that the configuration forbids
-- options: { "forbidden": ["measure", "dimension"] }
CREATE TABLE measure (id bigint PRIMARY KEY, dimension text);
-- expect: forbiddenTable "measure"
CREATE TABLE t (id bigint PRIMARY KEY, dimension text, measure text, "order" int);
-- expect: forbiddenColumns "dimension"
-- expect: columns ""order""
ALTER TABLE t RENAME COLUMN id TO measure;
-- expect: forbiddenColumns "measure"
