-- case: nothing of the many side is selected
-- query
-- history:
CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer_id bigint, "Größe" int);
-- file:
SELECT DISTINCT c.id FROM shop.customers c JOIN shop.orders o ON o.customer_id = c.id;
-- expect: repeats "shop.orders"
SELECT DISTINCT "C".* FROM "C", shop.orders /* x */ WHERE orders.customer_id = "C".id AND orders."Größe" > 5; SELECT 1;
-- expect: repeats "shop.orders"

-- case: rewritten where it is joined last
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, x int);
-- file:
SELECT DISTINCT c.name FROM customers c
  INNER JOIN /* many */ orders AS o ON (o.customer_id = c.id) -- of the customer
-- expect: repeats
  WHERE c.x > 1 OR o.x > 2 -- some
  ORDER BY c.name LIMIT 5;
SELECT 1 FROM (SELECT DISTINCT c.name FROM customers c JOIN orders o ON o.customer_id = c.id AND o.x > 3) d;
-- expect: repeats
SELECT DISTINCT c.name FROM customers c JOIN orders o ON o.customer_id = c.id JOIN places p ON p.id = c.place_id;
-- expect: repeats

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, x int);
-- file:
SELECT DISTINCT c.id, o.x FROM customers c JOIN orders o ON o.customer_id = c.id;
SELECT DISTINCT c.x FROM customers c JOIN orders o ON o.id = c.order_id;
SELECT DISTINCT * FROM customers c JOIN orders o ON o.customer_id = c.id;
SELECT DISTINCT c.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id;
SELECT c.id FROM customers c JOIN orders o ON o.customer_id = c.id;
SELECT DISTINCT c.id FROM customers c JOIN unknown o ON o.customer_id = c.id;
SELECT DISTINCT c.id, p.id FROM customers c JOIN orders o ON o.customer_id = c.id JOIN places p ON p.id = o.x;
SELECT DISTINCT c.id FROM customers c WHERE EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id);
