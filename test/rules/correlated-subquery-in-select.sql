-- case: runs for each row
-- query
SELECT c.id, (SELECT count(*) FROM shop.orders o WHERE o.customer_id = c.id) FROM shop.customers c;
-- expect: perRow "(SELECT count(*) FROM shop.orders o WHERE o.customer_id = c.id)"
SELECT ARRAY(SELECT o.x FROM "Größen" o WHERE o.c /* x */ = "C".id), coalesce((SELECT max(x) FROM o WHERE o.id = "C"."oId"), 0) FROM "C" WHERE "C".y > 1; SELECT 1;
-- expect: severalPerRow
CREATE VIEW v AS SELECT c.id, (SELECT n.name FROM n JOIN m ON m.id = n.m_id WHERE n.id = c.n_id) AS name FROM c;
-- expect: perRow

-- case: grouped once and joined
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, "Größe" int, paid bool);
-- file:
SELECT c.id, (SELECT sum("Größe") FROM orders WHERE customer_id = c.id AND (paid OR "Größe" > 5)) AS sizes -- all
-- expect: perRow
FROM customers c WHERE c.x > 1 ORDER BY c.id;
SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id AND o.paid = c.y) FROM customers c JOIN places p ON p.id = c.place_id;
-- expect: perRow
SELECT *, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) FROM customers c;
-- expect: perRow
SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id > c.id) FROM customers c;
-- expect: perRow
SELECT c.id, (SELECT count(*) /* x */ FROM orders o WHERE o.customer_id = c.id) FROM customers c;
-- expect: perRow
SELECT c.id, (SELECT max(o.id) + c.id FROM orders o WHERE o.customer_id = c.id) FROM customers c;
-- expect: perRow

-- case: silent
-- query
-- crlf
SELECT c.id, (SELECT max(x) FROM orders) FROM customers c;
SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) FROM customers c WHERE c.id = $1;
SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) FROM customers c ORDER BY c.id LIMIT 20;
SELECT c.id, EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id) FROM customers c;
SELECT (SELECT max(e) FROM unnest(c.tags) e) FROM customers c;
SELECT c.id FROM customers c WHERE c.x = (SELECT max(o.x) FROM orders o WHERE o.customer_id = c.id);

-- case: so few rows that the configuration leaves them
-- query
-- options: { "fewRows": 10 }
SELECT o.id, (SELECT count(*) FROM items i WHERE i.order_id = o.id) FROM orders o ORDER BY o.id LIMIT 10;
SELECT o.id, (SELECT count(*) FROM items i WHERE i.order_id = o.id) FROM orders o ORDER BY o.id LIMIT 11;
-- expect: perRow
