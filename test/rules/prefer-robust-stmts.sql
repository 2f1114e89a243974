-- case: a table, then more
-- transaction: each
CREATE TABLE shop."A" (id bigint PRIMARY KEY);
-- expect: fragile "CREATE TABLE"
SELECT 1;

-- case: an index, with a comment
-- transaction: each
CREATE TABLE IF NOT EXISTS items (a int);
create unique index /* new */ i ON items (a);
-- expect: fragile "create unique index"
CREATE INDEX of_others ON orders (a);
ALTER TABLE orders ADD COLUMN IF NOT EXISTS b int;

-- case: a column
-- transaction: each
ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID, ADD COLUMN "B" int;
-- expect: fragile "ADD COLUMN "B" int"
CREATE TABLE IF NOT EXISTS a (id bigint PRIMARY KEY);

-- case: a column without the word, dropped
-- transaction: each
ALTER TABLE orders DROP b;
-- expect: fragile "DROP b"
UPDATE orders SET a = 1 WHERE id = 1;

-- case: drops
-- transaction: each
DROP INDEX CONCURRENTLY i;
-- expect: fragile "DROP INDEX CONCURRENTLY"
DROP TABLE IF EXISTS a;

-- case: a materialized view
-- transaction: each
DROP MATERIALIZED VIEW v;
-- expect: fragile "DROP MATERIALIZED VIEW"
DROP VIEW IF EXISTS a;

-- case: schema, sequence
-- transaction: each
CREATE SCHEMA s;
-- expect: fragile "CREATE SCHEMA"
CREATE SEQUENCE IF NOT EXISTS q;

-- case: the last statement, and a concurrent build
-- transaction: each
CREATE INDEX CONCURRENTLY i ON orders (a);
CREATE TABLE a (id bigint PRIMARY KEY);

-- case: in a transaction, or nobody knows
BEGIN;
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY);
COMMIT;
CREATE TABLE c (id bigint PRIMARY KEY);
CREATE TABLE d (id bigint PRIMARY KEY);

-- case: temporary
-- transaction: each
CREATE TEMP TABLE a (id bigint PRIMARY KEY);
CREATE TEMP SEQUENCE s;
SELECT 1;
