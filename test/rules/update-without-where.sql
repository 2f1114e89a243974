-- case: names of all kinds
-- query
UPDATE orders SET a = 1;
-- expect: everyRow "UPDATE orders"
UPDATE "Shop" . "Orders" SET a = 1;
-- expect: everyRow "UPDATE "Shop" . "Orders""
UPDATE größe AS g SET a = 1;
-- expect: everyRow "UPDATE größe"
UPDATE ONLY orders SET a = 1; SELECT 1; UPDATE b SET a = 1 WHERE id = 1;
-- expect: everyRow "UPDATE ONLY orders"

-- case: conditions that are true for every row
-- query
UPDATE orders SET a = 1 WHERE true;
-- expect: everyRow
UPDATE orders SET a = 1 WHERE 1 = 1;
-- expect: everyRow
UPDATE orders SET a = 1 WHERE 'a' = 'a' AND true;
-- expect: everyRow
UPDATE orders SET a = 1 WHERE id = 5 OR true;
-- expect: everyRow

-- case: conditions that choose
-- query
UPDATE orders SET a = 1 WHERE id = 5;
UPDATE orders SET a = 1 WHERE false;
UPDATE orders SET a = 1 WHERE note = note;
UPDATE orders SET a = 1 WHERE true AND id > 5;
UPDATE orders SET a = 1 WHERE CURRENT OF c;
UPDATE orders SET a = 1 WHERE NULL;
UPDATE orders SET a = 1 WHERE 1 = 2;

-- case: a column compared with itself chooses only where it can be NULL
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- file:
UPDATE orders SET a = 1 WHERE orders.id = orders.id;
-- expect: everyRow
UPDATE orders SET a = 1 WHERE note = note;

-- case: inside a CTE, with RETURNING, over several lines
-- query
-- crlf
WITH gone AS (
  UPDATE orders SET a = 1
  -- expect: everyRow "UPDATE orders"
  RETURNING id
)
SELECT count(*) FROM gone;

-- case: new and temporary tables, also renamed
CREATE TABLE a (a int);
UPDATE a SET a = 1;
CREATE TEMP TABLE t (a int);
UPDATE t SET a = 1;
ALTER TABLE a RENAME TO b;
UPDATE b SET a = 1;
DROP TABLE b;
UPDATE b SET a = 1;
-- expect: everyRow

-- case: tables that are left alone
-- query
-- options: { "ignoreTables": ["counters"] }
UPDATE counters SET n = 0;
UPDATE orders SET n = 0;
-- expect: everyRow

-- case: where an earlier statement of the transaction has locked the table, another rule says it
-- transaction: one
ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'open';
UPDATE users SET state = 'open';
-- expect: everyRow
