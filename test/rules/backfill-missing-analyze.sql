-- case: a column, and an expression
UPDATE shop."Orders" SET "State" = 'x' WHERE note IS NULL;
CREATE INDEX CONCURRENTLY i ON shop."Orders" /* big */ (id, lower("State"));
-- expect: stale "CREATE INDEX CONCURRENTLY i ON shop."Orders""

-- case: two indexes, two tables, in a transaction
BEGIN;
UPDATE orders SET a = 1, b = 2;
CREATE INDEX ON orders (a);
CREATE INDEX ON orders (b);
UPDATE users SET "A" = 1;
CREATE INDEX ON users ("A", b);
-- expect: stale "CREATE INDEX ON users"
COMMIT;

-- case: analyzed
UPDATE orders SET a = 1;
CREATE INDEX ON orders (a);
ANALYZE orders;
UPDATE users SET a = 1;
CREATE INDEX ON users (a);
VACUUM (ANALYZE);
UPDATE lines SET a = 1;
ANALYZE lines (a);
CREATE INDEX ON lines (a);

-- case: by key, another column, another table, a new table, before the rows were changed
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);
-- file:
UPDATE orders SET a = 1 WHERE id = 5;
CREATE INDEX ON orders (a);
UPDATE users SET a = 1;
CREATE INDEX ON users (b);
CREATE INDEX ON other (a);
UPDATE keys SET a = 1;
CREATE UNIQUE INDEX ON keys (a);
CREATE INDEX ON late (a);
UPDATE late SET a = 1;
CREATE TABLE new (a int);
UPDATE new SET a = 1;
CREATE INDEX ON new (a);

-- case: undone
-- down
UPDATE orders SET a = 1;
CREATE INDEX ON orders (a);
