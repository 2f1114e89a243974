-- case: 18
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
-- expect: scan "ALTER COLUMN email SET NOT NULL"
ALTER TABLE users ALTER email SET NOT NULL;
-- expect: scan "ALTER email SET NOT NULL"

-- case: before 18
-- pg-version: 15
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
-- expect: scanBefore18 "ALTER COLUMN email SET NOT NULL"

-- case: schemas, quotes, ONLY, IF EXISTS, other alphabets
-- pg-version: 15
-- history:
CREATE TABLE "Sales"."Käufer" (id int, "E-Mail" text);
-- file:
ALTER TABLE IF EXISTS ONLY "Sales"."Käufer" ALTER COLUMN "E-Mail" SET NOT NULL;
-- expect: scanBefore18 "ALTER COLUMN "E-Mail" SET NOT NULL"

-- case: several subcommands, comments, Windows line ends
-- crlf
ALTER TABLE users -- all of them
  ALTER COLUMN a SET NOT NULL, /* and */ ADD COLUMN x int NOT NULL DEFAULT 0,
-- expect: scan "ALTER COLUMN a SET NOT NULL"
  ALTER COLUMN b DROP NOT NULL,
  ALTER COLUMN c SET NOT NULL;
-- expect: scan "ALTER COLUMN c SET NOT NULL"

-- case: inside a transaction the steps gain nothing
-- transaction: one
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
-- expect: scan "ALTER COLUMN email SET NOT NULL"

-- case: new tables
CREATE TABLE a (x int);
ALTER TABLE a ALTER COLUMN x SET NOT NULL;
CREATE TEMP TABLE b (x int);
ALTER TABLE b ALTER COLUMN x SET NOT NULL;
ALTER TABLE a RENAME TO c;
ALTER TABLE c ALTER COLUMN x SET NOT NULL;

-- case: new in another schema
CREATE TABLE archive.users (email text);
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
-- expect: scan "ALTER COLUMN email SET NOT NULL"

-- case: a validated CHECK proves it
-- pg-version: 15
-- history:
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- history:
ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID;
-- history:
ALTER TABLE users VALIDATE CONSTRAINT c;
-- file:
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT c;

-- case: the steps in one file
-- pg-version: 15
-- transaction: each
-- history:
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- file:
ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT c;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;

-- case: terms and sides
-- history:
CREATE TABLE t (
  a int, b int, c int, d int, e int,
  CHECK (a > 0 AND a IS NOT NULL),
  CHECK (b IS NOT NULL OR c IS NOT NULL),
  CHECK ((d IS NOT NULL AND a = 1) OR (d IS NOT NULL AND a = 2)),
  CHECK (NOT (e IS NULL))
);
-- file:
ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN d SET NOT NULL, ALTER COLUMN e SET NOT NULL;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;
-- expect: scan "ALTER COLUMN b SET NOT NULL"

-- case: a CHECK that NULL passes
-- history:
CREATE TABLE t (a int CHECK (a > 0));
-- file:
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- expect: scan "ALTER COLUMN a SET NOT NULL"

-- case: a CHECK that is not validated
-- history:
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
-- file:
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- expect: scan "ALTER COLUMN a SET NOT NULL"

-- case: another constraint, and the same one of another table, is validated
-- history:
CREATE TABLE t (a int, b int);
CREATE TABLE other.t (a int);
ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID, ADD CONSTRAINT d CHECK (b > 0) NOT VALID;
ALTER TABLE other.t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE other.t VALIDATE CONSTRAINT c;
ALTER TABLE t VALIDATE CONSTRAINT d;
-- file:
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- expect: scan "ALTER COLUMN a SET NOT NULL"

-- case: the proof is dropped in the same statement
-- history:
CREATE TABLE t (a int, CONSTRAINT filled CHECK (a IS NOT NULL));
-- file:
ALTER TABLE t ALTER COLUMN a SET NOT NULL, DROP CONSTRAINT filled;
-- expect: droppedProof "ALTER COLUMN a SET NOT NULL"

-- case: the proof is dropped first in the same statement
-- history:
CREATE TABLE t (a int, CONSTRAINT "is filled" CHECK (a IS NOT NULL));
-- file:
ALTER TABLE t DROP CONSTRAINT IF EXISTS "is filled" CASCADE, /* now */ ALTER a SET NOT NULL
-- expect: droppedProof "ALTER a SET NOT NULL"

-- case: a constraint that is there, not valid
-- history:
CREATE TABLE t (a int);
ALTER TABLE t ADD CONSTRAINT "T a" NOT NULL a NOT VALID;
-- file:
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
-- expect: notValidConstraint "ALTER COLUMN a SET NOT NULL"

-- case: NOT NULL already
-- history:
CREATE TABLE t (a int NOT NULL, b int PRIMARY KEY);
-- file:
ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN b SET NOT NULL;
