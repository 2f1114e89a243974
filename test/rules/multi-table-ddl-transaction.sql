-- case: two tables, once
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE "Shop"."Users" /* too */ ADD COLUMN note text;
-- expect: several "ALTER TABLE "Shop"."Users""
ALTER TABLE third ADD COLUMN note text;
COMMIT;

-- case: two tables, and a savepoint
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE users ADD COLUMN note text;
-- expect: several "ALTER TABLE users"
ALTER TABLE users ALTER COLUMN note SET DEFAULT '';
COMMIT;
BEGIN;
SAVEPOINT s;
ALTER TABLE orders ADD COLUMN more text;
ALTER TABLE users ADD COLUMN more text;
-- expect: several "ALTER TABLE users"
RELEASE SAVEPOINT s;
COMMIT;

-- case: other statements
-- transaction: one
CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE users RENAME TO people;
-- expect: several "ALTER TABLE users"

-- case: a table that goes
-- transaction: one
DROP TABLE gone;
ALTER TABLE users ADD COLUMN x int;

-- case: a foreign key and another table
-- transaction: one
ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
ALTER TABLE third ADD COLUMN x int;
-- expect: several "ALTER TABLE third"

-- case: one table, new tables, weak locks
-- transaction: one
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN other text;
CREATE TABLE fresh (id int);
ALTER TABLE fresh ADD COLUMN x int;
COMMENT ON TABLE users IS 'x';
ANALYZE users;
UPDATE users SET x = 1 WHERE id = 3;
ALTER TABLE users VALIDATE CONSTRAINT c;
CREATE TABLE more (id int, user_id int REFERENCES users (id));

-- case: one statement alone
-- transaction: one
ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
ALTER TABLE orders ADD COLUMN x int;

-- case: a table with its partitions
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
-- file:
-- transaction: one
ALTER TABLE events ADD COLUMN x int;
ALTER TABLE events_1 ALTER COLUMN x SET DEFAULT 1;

-- case: two transactions, or none
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
BEGIN;
ALTER TABLE users ADD COLUMN note text;
COMMIT;
ALTER TABLE a ADD COLUMN note text;
ALTER TABLE b ADD COLUMN note text;

-- case: slow under the lock of another table, which another rule says
-- transaction: one
ALTER TABLE orders ADD COLUMN note text;
CREATE INDEX users_x_idx ON users (x);
ALTER TABLE third ADD COLUMN x int;

-- case: slow at first
-- transaction: one
CREATE INDEX users_x_idx ON users (x);
ALTER TABLE orders ADD COLUMN note text;
-- expect: several "ALTER TABLE orders"

-- case: as many as the configuration allows
-- options: { "maximum": 2 }
-- transaction: one
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE users ADD COLUMN note text;
ALTER TABLE third ADD COLUMN note text;
-- expect: several "ALTER TABLE third"
