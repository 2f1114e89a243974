-- case: nothing ties the tables
-- query
UPDATE shop.orders SET region = c.region FROM shop.customers c WHERE orders.region IS NULL;
-- expect: update "shop.customers"
UPDATE "Orders" o SET x = "C".x FROM "C" /* all */ WHERE o.id = $1; SELECT 1;
-- expect: update ""C""
DELETE FROM orders USING customers c WHERE c.closed;
-- expect: remove "customers"
UPDATE orders SET x = o.y FROM orders o WHERE o.y > 1;
-- expect: self "orders"
UPDATE orders SET x = b.y FROM a JOIN b ON a.id = b.id WHERE b.y > 1;
-- expect: update "a"

-- case: no assignment reads it
-- query
WITH locked AS (SELECT id FROM jobs ORDER BY id FOR UPDATE) UPDATE jobs SET retries = jobs.retries + 1 FROM locked WHERE jobs.id = ANY ($1);
-- expect: unread "locked"
UPDATE jobs SET retries = jobs.retries + 1 FROM locked l WHERE jobs.id > 5 AND l.x > 1;
-- expect: unread "locked"
UPDATE jobs SET retries = 0 FROM locked l WHERE jobs.id > 5 AND l.x > 1;
-- expect: unread "locked"

-- case: sub-selects, and others than the first
-- query
UPDATE orders SET x = s.x FROM (SELECT id, max(x) AS x FROM old GROUP BY id) s WHERE orders.y IS NULL;
-- expect: update "s"
UPDATE orders SET x = s.x FROM customers c, ((SELECT coalesce(x, (SELECT 1)) AS x FROM old)) AS "S" (x), rates s WHERE c.id = orders.c AND s.c = c.id;
-- expect: update ""S""
DELETE FROM orders USING customers c, (SELECT s.id FROM s) /* all */ AS s WHERE c.id = orders.c AND s.id > 5;
-- expect: remove "s"
DELETE FROM orders USING (SELECT s.id FROM s) s, shop.customers c WHERE s.id = orders.id AND c.y > s.x - s.x AND c.y > 1;
UPDATE orders SET x = c.x FROM (SELECT s.id FROM s) s, shop.customers c WHERE s.id = orders.id AND c.y > 1;
-- expect: update "shop.customers"
UPDATE orders SET x = c.x FROM a JOIN b ON a.id = b.id, shop.customers AS c WHERE b.id = orders.id AND c.y > 1;
-- expect: update "shop.customers"

-- case: a sub-select without alias
-- pg-version: 16
-- query
UPDATE orders SET x = 1 FROM (SELECT 1 AS one FROM old) WHERE orders.id > 5;
-- expect: unread "(SELECT 1 AS one FROM old)"

-- case: silent
-- query
-- crlf
UPDATE orders o SET region = c.region FROM customers c WHERE c.id = o.customer_id;
UPDATE orders SET region = c.region FROM customers c WHERE customer_id = c.id;
UPDATE orders SET rate = r.rate FROM (SELECT max(rate) AS rate FROM rates) r WHERE orders.rate IS NULL;
UPDATE orders SET rate = r.rate FROM rates r WHERE r.id = 5 AND orders.rate IS NULL;
UPDATE orders SET x = b.y FROM a JOIN b ON a.id = b.id WHERE orders.id = a.id;
UPDATE orders SET x = v.x FROM (VALUES (1, 2)) v (id, x) WHERE v.id = orders.id;
DELETE FROM orders USING customers c WHERE c.id = orders.customer_id;
UPDATE orders SET x = c.x FROM customers c WHERE EXISTS (SELECT FROM links l WHERE l.o = orders.id AND l.c = c.id);
UPDATE orders SET x = 1 WHERE id = 2;
WITH batch AS (SELECT id FROM orders LIMIT 10) UPDATE orders SET x = 1 FROM batch WHERE orders.id = batch.id;
