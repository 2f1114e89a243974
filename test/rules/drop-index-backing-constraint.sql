-- case: primary key, unique, exclusion, quotes and schemas
-- history:
CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);
CREATE TABLE "Sales"."Orders" (id int, CONSTRAINT "One" UNIQUE (id));
CREATE TABLE rooms (during tsrange, CONSTRAINT free EXCLUDE USING gist (during WITH &&));
CREATE INDEX users_email_idx ON users (email);
-- file:
DROP INDEX users_pkey;
-- expect: rejected "DROP INDEX users_pkey"
DROP INDEX CONCURRENTLY /* now */ IF EXISTS users_email_key;
-- expect: rejected "DROP INDEX CONCURRENTLY /* now */ IF EXISTS users_email_key"
drop index "Sales"."One" cascade;
-- expect: rejected "drop index "Sales"."One" cascade"
DROP INDEX free;
-- expect: rejected "DROP INDEX free"
DROP INDEX users_email_idx;
DROP INDEX other_pkey;

-- case: in the same migration
CREATE TABLE users (id int PRIMARY KEY);
DROP INDEX users_pkey;
-- expect: rejected "DROP INDEX users_pkey"

-- case: an index that became a constraint
-- history:
CREATE TABLE users (id int);
CREATE UNIQUE INDEX users_id_idx ON users (id);
-- file:
ALTER TABLE users ADD CONSTRAINT users_id_key UNIQUE USING INDEX users_id_idx;
DROP INDEX users_id_key;
-- expect: rejected "DROP INDEX users_id_key"

-- case: the constraint is gone
-- history:
CREATE TABLE users (id int, CONSTRAINT one UNIQUE (id));
ALTER TABLE users DROP CONSTRAINT one;
-- file:
DROP INDEX one;
