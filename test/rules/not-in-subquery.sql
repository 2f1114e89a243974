-- case: plain, qualified, quoted, other spellings
-- query
SELECT c.id FROM shop.customers c WHERE c.id NOT IN (SELECT o.customer_id FROM shop.orders o);
-- expect: nullable "c.id NOT IN (SELECT o.customer_id FROM shop.orders o)"
SELECT id FROM "Customers" WHERE NOT id IN (SELECT "customerId" FROM "Orders" WHERE total > 5 OR paid);
-- expect: nullable
SELECT id FROM customers WHERE id <> ALL (SELECT customer_id FROM orders) /* x */; SELECT 1;
-- expect: nullable
SELECT id FROM customers WHERE NOT (id = ANY (SELECT customer_id FROM orders));
-- expect: nullable
DELETE FROM customers WHERE id NOT IN (SELECT customer_id FROM orders GROUP BY customer_id);
-- expect: nullable

-- case: what the migrations know
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL, referrer_id bigint);
-- file:
SELECT id FROM c WHERE id NOT IN (SELECT customer_id FROM orders);
SELECT id FROM c WHERE id NOT IN (SELECT id FROM orders);
SELECT id FROM c WHERE id NOT IN (SELECT min(id) FROM orders GROUP BY customer_id);
SELECT id FROM c WHERE id NOT IN (SELECT min(id) FROM orders);
-- expect: nullable
SELECT id FROM c WHERE id NOT IN (SELECT referrer_id FROM orders);
-- expect: nullable
SELECT id FROM c WHERE id NOT IN (SELECT o.customer_id FROM x LEFT JOIN orders o ON o.id = x.order_id);
-- expect: nullable
WITH o AS (SELECT customer_id AS who FROM orders) SELECT id FROM c WHERE id NOT IN (SELECT who FROM o);

-- case: silent where NULL is refused
-- query
SELECT id FROM c WHERE id NOT IN (SELECT customer_id FROM orders WHERE customer_id IS NOT NULL);
SELECT id FROM c WHERE id NOT IN (SELECT customer_id FROM orders WHERE customer_id > 5 AND paid);
SELECT id FROM c WHERE id NOT IN (SELECT o.customer_id FROM orders o JOIN x ON x.id = o.customer_id);
SELECT id FROM c WHERE id NOT IN (SELECT 1 UNION SELECT count(*) FROM orders);
SELECT id FROM c WHERE id NOT IN (VALUES (1), (2));
SELECT id FROM c WHERE id NOT IN (SELECT unnest($1::bigint[]));
SELECT id FROM c WHERE id NOT IN (SELECT g FROM generate_series(1, 3) g);
SELECT id FROM c WHERE id NOT IN (SELECT coalesce(customer_id, 0) FROM orders);
SELECT id FROM c WHERE id NOT IN (1, 2, 3);
SELECT id FROM c WHERE id IN (SELECT customer_id FROM orders);
SELECT id FROM c WHERE NOT EXISTS (SELECT FROM orders);

-- case: a column called id of an unknown table
-- query
-- crlf
SELECT x FROM c WHERE x NOT IN (SELECT id FROM größen);
-- expect: nullable

-- case: no ready rewrite where a name would change its meaning
-- query
SELECT o.id FROM orders o WHERE o.parent NOT IN (SELECT o.parent FROM orders o);
-- expect: nullable
SELECT 1 FROM a, b WHERE a.id = b.id AND x NOT IN (SELECT y FROM c);
-- expect: nullable
