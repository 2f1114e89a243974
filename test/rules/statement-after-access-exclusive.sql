-- case: an index build, a check and a rewrite under an earlier lock
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
CREATE INDEX orders_note_idx ON orders (note);
-- expect: reads "CREATE INDEX orders_note_idx ON orders"
CREATE INDEX orders_x_idx ON orders (x);
COMMIT;
BEGIN;
ALTER TABLE "Shop"."Orders" RENAME COLUMN a TO b;
ALTER TABLE users /* all */ ADD CONSTRAINT c CHECK (x > 0);
-- expect: reads "ALTER TABLE users"
COMMIT;

-- case: weaker locks count too
-- transaction: one
CREATE TRIGGER t AFTER INSERT ON orders FOR EACH STATEMENT EXECUTE FUNCTION f();
UPDATE audits SET seen = true WHERE kind = 'old'; SELECT 1;
-- expect: changes "UPDATE audits"

-- case: rows of other tables
-- transaction: one
ALTER TABLE orders ADD COLUMN note text;
INSERT INTO totals SELECT count(*) FROM lines;
-- expect: changes "INSERT INTO totals"

-- case: quick ones, keys and values
-- transaction: one
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';
UPDATE settings SET value = 'x' WHERE id = 3;
INSERT INTO settings VALUES (1, 2);
INSERT INTO settings SELECT 1, 2;
DELETE FROM settings WHERE id IN (1, 2);
COMMENT ON TABLE orders IS 'x';

-- case: other rules say it
-- transaction: one
ALTER TABLE orders ADD CONSTRAINT c CHECK (x > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT c;
UPDATE orders SET x = 1 WHERE y = 2;

-- case: the statement locks as much itself
-- transaction: one
ALTER TABLE orders ADD CONSTRAINT c CHECK (x > 0);
ALTER TABLE orders ADD CONSTRAINT d CHECK (y > 0);

-- case: slow first
-- transaction: one
CREATE INDEX orders_note_idx ON orders (note);
ALTER TABLE orders ADD COLUMN x text;

-- case: new tables
-- transaction: one
CREATE TABLE orders (id int);
ALTER TABLE orders ADD COLUMN note text;
CREATE INDEX orders_note_idx ON orders (note);
UPDATE audits SET seen = true WHERE kind = 'old';

-- case: each by itself
-- transaction: each
ALTER TABLE orders ADD COLUMN note text;
CREATE INDEX orders_note_idx ON orders (note);

-- case: two transactions
BEGIN;
ALTER TABLE orders ADD COLUMN note text;
COMMIT;
BEGIN;
CREATE INDEX orders_note_idx ON orders (note);
COMMIT;

-- case: nobody told
ALTER TABLE orders ADD COLUMN note text;
CREATE INDEX orders_note_idx ON orders (note);
