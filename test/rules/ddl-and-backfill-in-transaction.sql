-- case: plain, filtered, quoted, comments
BEGIN;
ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'open' WHERE closed_at IS NULL;
-- expect: backfill "UPDATE orders"
COMMIT;
BEGIN;
ALTER TABLE "Shop"."Orders" ADD COLUMN state text;
SELECT 1; delete /* old */ from "Shop"."Orders" where x < 3;
-- expect: backfill "delete /* old */ from "Shop"."Orders""
COMMIT;

-- case: the framework's transaction, several
-- transaction: one
ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'open';
-- expect: backfill "UPDATE orders"
INSERT INTO totals SELECT sum(x) FROM orders;

-- case: rows that are only read
-- transaction: one
ALTER TABLE orders ADD COLUMN state text;
UPDATE users SET n = (SELECT count(*) FROM orders WHERE user_id = users.id);
-- expect: backfill "UPDATE users"

-- case: a common table
-- transaction: one
ALTER TABLE orders ADD COLUMN state text;
WITH gone AS (DELETE FROM other RETURNING x) INSERT INTO orders SELECT x FROM gone;
-- expect: backfill "WITH gone AS (DELETE FROM other RETURNING x) INSERT INTO orders"

-- case: MERGE
-- transaction: one
ALTER TABLE orders ADD COLUMN state text;
MERGE INTO orders o USING fresh f ON o.id = f.id WHEN MATCHED THEN UPDATE SET x = f.x;
-- expect: backfill "MERGE INTO orders"

-- case: a weaker lock
-- transaction: one
CREATE TRIGGER t AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f();
UPDATE orders SET state = 'open' WHERE closed_at IS NULL;
-- expect: backfill "UPDATE orders"

-- case: by a key
-- history:
CREATE TABLE orders (id int PRIMARY KEY, number text UNIQUE);
-- file:
-- transaction: one
ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'open' WHERE id = 1;
UPDATE orders SET state = 'open' WHERE number = 'a' AND state IS NULL;
UPDATE orders SET state = 'open' WHERE id BETWEEN 1 AND 100;
UPDATE orders SET state = 'open' WHERE id >= 1 AND id < 100;
DELETE FROM orders WHERE id IN (1, 2);
UPDATE orders SET state = 'open' WHERE state = 'x';
-- expect: backfill "UPDATE orders"

-- case: rows first
-- transaction: one
UPDATE orders SET state = 'open' WHERE closed_at IS NULL;
ALTER TABLE orders ADD COLUMN x text;

-- case: another table, values, a new table, a weak lock
-- transaction: one
ALTER TABLE orders ADD COLUMN state text;
UPDATE users SET x = 1 WHERE y = 2;
INSERT INTO orders VALUES (1);
INSERT INTO orders SELECT 1;
CREATE TABLE fresh (id int);
ALTER TABLE fresh ADD COLUMN x int;
UPDATE fresh SET x = 1 WHERE id > 3;
COMMENT ON TABLE users IS 'x';
UPDATE users SET x = 1 WHERE y = 2;

-- case: a table of the same name in another schema, a common table of the same name
-- transaction: one
ALTER TABLE shop.orders ADD COLUMN state text;
UPDATE orders SET state = 'open' WHERE x = 3;
WITH "shop.orders" AS (SELECT 1) UPDATE t SET x = 1 WHERE y = 2;

-- case: each by itself
-- transaction: each
ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'open' WHERE closed_at IS NULL;

-- case: not known
ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'open' WHERE closed_at IS NULL;
