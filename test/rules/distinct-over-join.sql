-- case: nothing of the many side is selected
-- query
-- history:
CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer_id bigint, "Größe" int);
-- file:
SELECT DISTINCT c.id FROM shop.customers c JOIN shop.orders o ON o.customer_id = c.id;
-- expect: repeats "shop.orders"
SELECT DISTINCT "C".* FROM "C", shop.orders /* x */ WHERE orders.customer_id = "C".id AND orders."Größe" > 5; SELECT 1;
-- expect: repeats "shop.orders"

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
