-- case: the other side is not unique
-- query
-- history:
CREATE TABLE shop.customers (id bigint PRIMARY KEY, "Total" numeric);
CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);
-- file:
UPDATE shop.customers SET "Total" = o.total FROM shop.orders o WHERE o.customer_id = customers.id;
-- expect: arbitrary "shop.orders"
UPDATE shop.customers c SET "Total" = total FROM shop.orders /* all */ WHERE c.id = customer_id AND total > 1; SELECT 1;
-- expect: arbitrary

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE customers (id bigint PRIMARY KEY, total numeric);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);
-- file:
UPDATE orders SET total = c.total FROM customers c WHERE c.id = orders.customer_id;
UPDATE customers SET total = 0 FROM orders o WHERE o.customer_id = customers.id;
UPDATE customers SET total = o.total FROM orders o WHERE o.customer_id = customers.id AND o.id = $1;
UPDATE customers SET total = g.total FROM größen g WHERE g.customer_id = customers.id;
UPDATE customers SET total = o.total FROM (SELECT customer_id, sum(total) AS total FROM orders GROUP BY 1) o WHERE o.customer_id = customers.id;

-- case: nobody knows the keys of a view
-- history:
CREATE TABLE posts (id bigint PRIMARY KEY, score int);
CREATE VIEW scores AS SELECT id, score FROM posts;
-- file:
UPDATE posts SET score = s.score FROM scores s WHERE s.id = posts.id;
