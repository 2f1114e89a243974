-- case: once for a file
CREATE TABLE fresh (id int);
ALTER TABLE fresh ADD COLUMN x int;
SELECT 1; ALTER TABLE /* old */ "Shop"."Orders" ADD COLUMN x int;
-- expect: missing "ALTER TABLE /* old */ "Shop"."Orders""
ALTER TABLE users ADD COLUMN x int;

-- case: inside a transaction
-- transaction: one
-- crlf
DROP INDEX orders_x_idx;
DROP TABLE gone;
ALTER TABLE orders ADD COLUMN x int;
-- expect: missing "ALTER TABLE orders"

-- case: locks of other statements
CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
-- expect: missing "CREATE TRIGGER t AFTER INSERT ON orders"

-- case: foreign keys of new tables, which have a rule of their own
-- history:
CREATE TABLE users (id int PRIMARY KEY);
-- file:
CREATE TABLE orders (id int, user_id int REFERENCES users (id));
CREATE TABLE lines (id int, user_id int);
ALTER TABLE lines ADD FOREIGN KEY (user_id) REFERENCES users;

-- case: a partition of a table that was there
CREATE TABLE p PARTITION OF events FOR VALUES FROM (1) TO (2);
-- expect: missing "CREATE TABLE p"

-- case: not the newest file, and none before sets it
-- history:
-- lock_timeout is set by the role
CREATE TABLE orders (id int PRIMARY KEY);
-- file:
ALTER TABLE orders ADD COLUMN x int;
-- later:
SET lock_timeout = '1s';

-- case: not the newest file, without a limit
ALTER TABLE orders ADD COLUMN x int;
SET lock_timeout = 0;
ALTER TABLE orders ADD COLUMN y int;
-- expect: zero "ALTER TABLE orders"
-- later:
SELECT 1;

-- case: forgotten
-- history:
BEGIN;
set local lock_timeout to '2s';
COMMIT;
-- history:
CREATE TABLE orders (id int PRIMARY KEY);
-- file:
ALTER TABLE orders ADD COLUMN x int;
-- expect: missing "ALTER TABLE orders"
-- later:
SELECT 1;

-- case: forgotten, where a function sets it
-- history:
SELECT pg_catalog.set_config('lock_timeout', '1s', true);
-- file:
ALTER TABLE orders ADD COLUMN x int;
-- expect: missing "ALTER TABLE orders"
-- later:
SELECT 1;

-- case: set
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN x int;

-- case: set for the transaction that is over
BEGIN;
SET LOCAL lock_timeout = 2000;
ALTER TABLE orders ADD COLUMN x int;
COMMIT;
ALTER TABLE orders ADD COLUMN y int;
-- expect: missing "ALTER TABLE orders"

-- case: reset
SET lock_timeout TO '2s';
RESET lock_timeout;
ALTER TABLE orders ADD COLUMN x int;
-- expect: missing "ALTER TABLE orders"

-- case: no limit
SET lock_timeout = 0;
ALTER TABLE orders ADD COLUMN x int;
-- expect: zero "ALTER TABLE orders"

-- case: too long
SET lock_timeout = '10min';
ALTER TABLE orders ADD COLUMN x int;
-- expect: long "ALTER TABLE orders"

-- case: set by a function
SELECT set_config('lock_timeout', '5s', false);
ALTER TABLE orders ADD COLUMN x int;

-- case: weak locks, new tables, temporary tables
CREATE INDEX CONCURRENTLY i ON orders (x);
ALTER TABLE orders VALIDATE CONSTRAINT c;
COMMENT ON TABLE orders IS 'x';
ANALYZE orders;
UPDATE orders SET x = 1 WHERE id = 1;
CREATE TABLE fresh (id int);
CREATE INDEX fresh_idx ON fresh (id);
CREATE TEMP TABLE t (id int);
ALTER TABLE t ADD COLUMN x int;

-- case: undone
-- down
ALTER TABLE orders DROP COLUMN x;

-- case: no migration
-- query
ALTER TABLE orders ADD COLUMN x int;

-- case: longer than the configuration allows
-- options: { "maximum": "5s" }
SET lock_timeout = '10s';
ALTER TABLE orders ADD COLUMN note text;
-- expect: long

-- case: as long as the configuration allows
-- options: { "maximum": "5min" }
SET lock_timeout = '2min';
ALTER TABLE orders ADD COLUMN note text;

-- case: a statement_timeout too
-- options: { "statementTimeout": true }
-- transaction: one
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
-- expect: statement

-- case: neither
-- options: { "statementTimeout": true }
-- transaction: one
ALTER TABLE orders ADD COLUMN note text;
-- expect: missing

-- case: both
-- options: { "statementTimeout": true }
SET lock_timeout = '2s';
SET statement_timeout = '15min';
ALTER TABLE orders ADD COLUMN note text;
