-- case: one side repeats the other
-- query
-- history:
CREATE TABLE shop.orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);
CREATE TABLE shop.items (id bigint PRIMARY KEY, order_id bigint, "Größe" int);
CREATE TABLE shop.payments (id bigint PRIMARY KEY, order_id bigint, paid numeric);
CREATE TABLE shop.customers (id bigint PRIMARY KEY, region text);
-- file:
SELECT sum(o.total) FROM shop.orders o JOIN shop.items i ON i.order_id = o.id;
-- expect: multiplied "sum(o.total)"
SELECT o.id, sum("Größe"), /* x */ sum(p.paid + 1) FROM shop.orders o LEFT JOIN shop.items i ON i.order_id = o.id LEFT JOIN shop.payments p ON p.order_id = o.id GROUP BY o.id; SELECT 1;
-- expect: multiplied "sum("Größe")"
-- expect: multiplied "sum(p.paid + 1)"
SELECT c.region, avg(o.total), count(c.id) FROM shop.customers c, shop.orders o WHERE o.customer_id = c.id GROUP BY c.region;
-- expect: multiplied "count(c.id)"

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint, quantity int);
CREATE TABLE customers (id bigint PRIMARY KEY, region text);
-- file:
SELECT sum(i.quantity) FROM orders o JOIN items i ON i.order_id = o.id;
SELECT c.region, sum(o.total) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.region;
SELECT count(DISTINCT o.id), max(o.total), count(*) FROM orders o JOIN items i ON i.order_id = o.id;
SELECT i.quantity, sum(o.total) FROM orders o JOIN items i ON i.order_id = o.id GROUP BY i.quantity;
SELECT sum(o.total) FROM orders o JOIN unknown u ON u.order_id = o.id;
SELECT sum(o.total) FROM orders o;
SELECT sum(o.total) FROM orders o JOIN items i ON i.order_id = o.id AND i.id = 5;
SELECT sum(o.total) OVER () FROM orders o JOIN items i ON i.order_id = o.id;
