-- case: plain
ALTER TABLE users DROP COLUMN nickname;
-- expect: dataLoss "DROP COLUMN nickname"
ALTER TABLE users DROP nickname CASCADE;
-- expect: dataLoss "DROP nickname CASCADE"

-- case: schemas, quotes, IF EXISTS, ONLY, other alphabets, Windows line ends
-- crlf
ALTER TABLE IF EXISTS ONLY "Sales"."Käufer" -- who buys
  DROP COLUMN IF EXISTS "E-Mail", /* and */ DROP COLUMN größe RESTRICT;
-- expect: dataLoss "DROP COLUMN IF EXISTS "E-Mail""
-- expect: dataLoss "DROP COLUMN größe RESTRICT"

-- case: what goes with it
-- history:
CREATE TABLE users (id bigint PRIMARY KEY, a int UNIQUE, b int, c int, d int, CONSTRAINT order_of CHECK (b < c));
CREATE INDEX users_b_d_idx ON users (d, b);
CREATE INDEX users_partial_idx ON users (d) WHERE b > 0;
-- file:
ALTER TABLE users DROP COLUMN b;
-- expect: withDependants "DROP COLUMN b"
ALTER TABLE users DROP COLUMN a;
-- expect: withDependants "DROP COLUMN a"
ALTER TABLE users DROP COLUMN d;
-- expect: dataLoss "DROP COLUMN d"

-- case: not there
-- history:
CREATE TABLE users (id bigint);
-- file:
ALTER TABLE users DROP COLUMN IF EXISTS nickname;

-- case: new tables
CREATE TABLE a (x int, y int);
ALTER TABLE a DROP COLUMN x;
CREATE TEMP TABLE b (x int, y int);
ALTER TABLE b DROP COLUMN x;
ALTER TABLE a RENAME TO c;
ALTER TABLE c DROP COLUMN y;

-- case: dropped and made again
-- history:
CREATE TABLE users (a int, b int);
-- file:
ALTER TABLE users DROP COLUMN a;
-- expect: dataLoss "DROP COLUMN a"
DROP TABLE users;
CREATE TABLE users (a int, b int);
ALTER TABLE users DROP COLUMN a;

-- case: a partitioned table
-- history:
CREATE TABLE events (at date NOT NULL, x int) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events DROP COLUMN x;
-- expect: dataLoss "DROP COLUMN x"

-- case: other things with the same words
ALTER TYPE pair DROP ATTRIBUTE a;
ALTER FOREIGN TABLE remote DROP COLUMN a;
ALTER TABLE users DROP CONSTRAINT users_check;
ALTER TABLE users ALTER COLUMN a DROP DEFAULT, ALTER COLUMN a DROP NOT NULL;

-- case: excused
-- sql-coach-ignore ban-drop-column: unused since release 41
ALTER TABLE users DROP COLUMN nickname;

-- case: the way down
-- down
ALTER TABLE users DROP COLUMN nickname;

-- case: added by the same migration
ALTER TABLE users ADD COLUMN scratch int;
UPDATE users SET scratch = 1 WHERE id = 1;
ALTER TABLE public.users DROP COLUMN scratch, DROP COLUMN other;
-- expect: dataLoss "DROP COLUMN other"
ALTER TABLE orders DROP COLUMN scratch;
-- expect: dataLoss "DROP COLUMN scratch"

-- case: in a block
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- file:
DO $$
BEGIN
  IF true THEN
    ALTER TABLE orders DROP COLUMN note;
-- expect: dataLoss "DROP COLUMN note"
  END IF;
END $$;
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE orders DROP COLUMN note; END $$;

-- case: tables that are left alone
-- options: { "ignoreTables": ["staging.*", "tmp_*"] }
ALTER TABLE staging.orders DROP COLUMN note;
ALTER TABLE tmp_orders DROP COLUMN note;
ALTER TABLE orders DROP COLUMN note;
-- expect: dataLoss

-- case: an index on an expression, and a key that the same statement makes anew
-- history:
CREATE TABLE likes (id bigint PRIMARY KEY, person_id bigint NOT NULL, email text);
CREATE UNIQUE INDEX likes_email ON likes (lower(email));
-- file:
ALTER TABLE likes DROP COLUMN email;
-- expect: withDependants "DROP COLUMN email"
ALTER TABLE likes DROP COLUMN id, ADD PRIMARY KEY (person_id);
-- expect: dataLoss "DROP COLUMN id"
