-- case: names of all kinds
-- query
DELETE FROM orders;
-- expect: everyRow "DELETE FROM orders"
DELETE FROM "Shop" . "Orders";
-- expect: everyRow "DELETE FROM "Shop" . "Orders""
DELETE FROM größe AS g;
-- expect: everyRow "DELETE FROM größe"
DELETE FROM ONLY orders; SELECT 1; DELETE FROM b WHERE id = 1;
-- expect: everyRow "DELETE FROM ONLY orders"

-- case: conditions that are true for every row
-- query
DELETE FROM orders WHERE true;
-- expect: everyRow
DELETE FROM orders WHERE 1 = 1;
-- expect: everyRow
DELETE FROM orders WHERE 'a' = 'a' AND true;
-- expect: everyRow
DELETE FROM orders WHERE id = 5 OR true;
-- expect: everyRow

-- case: conditions that choose
-- query
DELETE FROM orders WHERE id = 5;
DELETE FROM orders WHERE false;
DELETE FROM orders WHERE note = note;
DELETE FROM orders WHERE true AND id > 5;
DELETE FROM orders WHERE CURRENT OF c;
DELETE FROM orders WHERE NULL;
DELETE FROM orders WHERE 1 = 2;

-- case: a column compared with itself chooses only where it can be NULL
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- file:
DELETE FROM orders WHERE orders.id = orders.id;
-- expect: everyRow
DELETE FROM orders WHERE note = note;

-- case: inside a CTE, with RETURNING, over several lines
-- query
-- crlf
WITH gone AS (
  DELETE FROM orders
  -- expect: everyRow "DELETE FROM orders"
  RETURNING id
)
SELECT count(*) FROM gone;

-- case: new and temporary tables, also renamed
CREATE TABLE a (a int);
DELETE FROM a;
CREATE TEMP TABLE t (a int);
DELETE FROM t;
ALTER TABLE a RENAME TO b;
DELETE FROM b;
DROP TABLE b;
DELETE FROM b;
-- expect: everyRow

-- case: tables that are left alone
-- query
-- options: { "ignoreTables": ["cache_*_parts"] }
DELETE FROM cache_page_parts;
DELETE FROM cache_parts;
-- expect: everyRow

-- case: where an earlier statement of the transaction has locked the table, another rule says it
BEGIN;
ALTER TABLE orders ADD COLUMN state text;
DELETE FROM orders;
COMMIT;
DELETE FROM orders;
-- expect: everyRow
