-- case: plain, schemas, quotes, comments
ALTER TABLE users RENAME COLUMN name TO full_name;
-- expect: column "ALTER TABLE users RENAME COLUMN name TO full_name"
alter table IF EXISTS ONLY "Sales"."Users" rename /* it */ "Name" to größe; SELECT 1;
-- expect: column "alter table IF EXISTS ONLY "Sales"."Users" rename /* it */ "Name" to größe"
ALTER TYPE address RENAME ATTRIBUTE zip TO code CASCADE;
-- expect: attribute "ALTER TYPE address RENAME ATTRIBUTE zip TO code CASCADE"

-- case: two columns change places
ALTER TABLE users RENAME COLUMN id TO id_old;
ALTER TABLE users RENAME COLUMN id_new TO id;

-- case: two columns change places while others look on
-- transaction: each
ALTER TABLE users RENAME COLUMN id TO id_old;
-- expect: column "ALTER TABLE users RENAME COLUMN id TO id_old"
ALTER TABLE users RENAME COLUMN id_new TO id;
-- expect: column "ALTER TABLE users RENAME COLUMN id_new TO id"

-- case: takes the place of a dropped one
ALTER TABLE users DROP COLUMN id;
ALTER TABLE users RENAME COLUMN id_new TO id;

-- case: the same name in another table
ALTER TABLE users RENAME COLUMN id TO id_old;
-- expect: column "ALTER TABLE users RENAME COLUMN id TO id_old"
ALTER TABLE orders RENAME COLUMN id_new TO id;
-- expect: column "ALTER TABLE orders RENAME COLUMN id_new TO id"

-- case: new tables and columns
CREATE TABLE a (x int);
ALTER TABLE a RENAME x TO y;
ALTER TABLE users ADD COLUMN nick text;
ALTER TABLE users RENAME nick TO nickname;

-- case: views and other things
-- history:
CREATE TABLE t (x int);
CREATE VIEW v AS SELECT x FROM t;
-- file:
ALTER TABLE v RENAME x TO y;
ALTER VIEW v RENAME COLUMN y TO z;
ALTER FOREIGN TABLE remote RENAME x TO y;
ALTER TABLE t RENAME CONSTRAINT a TO b;
ALTER TABLE t RENAME TO t2;
ALTER TABLE IF EXISTS never_made RENAME x TO y;

-- case: the way down
-- down
ALTER TABLE users RENAME COLUMN full_name TO name;
