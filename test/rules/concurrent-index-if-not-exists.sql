-- case: plain, schemas, quotes, comments
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_user_id_idx ON orders (user_id);
-- expect: skips "IF NOT EXISTS"
create unique index concurrently if /* or */ not exists "Idx" on "Sales"."Orders" (größe); SELECT 1;
-- expect: skips "if /* or */ not exists"

-- case: Windows line ends
-- crlf
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_idx
-- expect: skips "IF NOT EXISTS"
  ON a (x);

-- case: dropped before
DROP INDEX CONCURRENTLY IF EXISTS a_idx, b_idx;
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_idx ON a (x);
DROP INDEX CONCURRENTLY IF EXISTS other_idx;
CREATE INDEX CONCURRENTLY IF NOT EXISTS c_idx ON a (x);
-- expect: skips "IF NOT EXISTS"
DROP INDEX CONCURRENTLY IF EXISTS c_idx;

-- case: not both
CREATE INDEX CONCURRENTLY a_idx ON a (x);
CREATE INDEX CONCURRENTLY ON a (x);

-- case: inside a transaction
-- transaction: one
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_idx ON a (x);

-- case: new, or there already
-- history:
CREATE TABLE old (x int);
CREATE INDEX old_idx ON old (x);
-- file:
CREATE TABLE a (x int);
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_idx ON a (x);
CREATE INDEX CONCURRENTLY IF NOT EXISTS old_idx ON old (x);

-- case: placeholders
CREATE INDEX CONCURRENTLY IF NOT EXISTS {{ name }} ON a (x);
-- expect: skips "IF NOT EXISTS"
