-- case: names of all kinds
-- query
SELECT id FROM shop.orders LIMIT 10;
-- expect: anyRows "LIMIT 10"
SELECT "Id" FROM "Orders" o WHERE o.x > 1 limit /* few */ :count; SELECT 1;
-- expect: anyRows "limit /* few */ :count"
SELECT id FROM a LIMIT coalesce($1, 10);
-- expect: anyRows "LIMIT coalesce($1, 10)"
SELECT id FROM a JOIN b USING (id) FETCH FIRST 5 ROWS ONLY;
-- expect: anyRows "FETCH FIRST 5"
SELECT id FROM a UNION ALL SELECT id FROM b LIMIT 3;
-- expect: anyRows "LIMIT 3"
INSERT INTO a (x) SELECT x FROM b LIMIT 5;
-- expect: anyRows
UPDATE a SET x = (SELECT y FROM b WHERE b.z > a.z LIMIT 1) WHERE id = 1;
-- expect: anyRows "LIMIT 1"
SELECT status, count(*) FROM orders GROUP BY status LIMIT 3;
-- expect: anyRows
SELECT id FROM jobs WHERE state = 'new' LIMIT 3 FOR UPDATE SKIP LOCKED;
-- expect: anyRows

-- case: the key is known from the migrations
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, code text UNIQUE, status text);
-- file:
SELECT status FROM orders LIMIT 10;
-- expect: anyRows
SELECT status FROM orders WHERE status = 'open' LIMIT 1;
-- expect: anyRows
SELECT status FROM orders WHERE code = $1 LIMIT 1;
SELECT status FROM orders o WHERE o.id = 5 AND status = 'x' LIMIT 1;

-- case: silent
-- query
-- crlf
SELECT id FROM orders ORDER BY id LIMIT 10;
SELECT id FROM orders LIMIT 0;
SELECT id FROM orders LIMIT ALL;
SELECT id FROM orders LIMIT NULL;
SELECT id FROM c WHERE EXISTS (SELECT id FROM orders LIMIT 1);
SELECT true FROM orders WHERE x LIMIT 1;
SELECT max(id) FROM orders LIMIT 1;
SELECT id FROM users WHERE email = $1 LIMIT 1;
SELECT n FROM generate_series(1, 10) n LIMIT 3;
SELECT id FROM (SELECT id FROM orders ORDER BY total) o LIMIT 3;
DELETE FROM events WHERE id IN (SELECT id FROM events WHERE old LIMIT 1000);
WITH batch AS (SELECT id FROM events WHERE old LIMIT 1000) UPDATE events SET old = false FROM batch WHERE batch.id = events.id;
SELECT id FROM orders TABLESAMPLE SYSTEM (1) LIMIT 5;
SELECT now() LIMIT 1;
SELECT id FROM orders LIMIT 10 OFFSET 20;
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 5;

-- case: a query in a migration gives its rows to nobody
SELECT id FROM orders LIMIT 1;
