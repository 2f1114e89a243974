-- case: known tables
-- query
-- history:
CREATE TABLE shop.customers (id bigint PRIMARY KEY, "Name" text, region text);
CREATE TABLE shop.orders (no bigint PRIMARY KEY, customer_id bigint, total numeric, region text);
-- file:
SELECT no, "Name" FROM shop.orders o JOIN shop.customers AS "C" ON id = customer_id WHERE total > 1 AND o.region = 'x' ORDER BY no;
-- expect: unqualified "no"
SELECT o.no FROM shop.orders o, shop.customers c WHERE c.id = o.customer_id AND /* x */ "total" > (SELECT avg(total) FROM shop.orders); SELECT 1;
-- expect: unqualified ""total""

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);
-- file:
SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id;
SELECT total FROM orders;
SELECT total FROM orders o JOIN größen g ON g.id = o.id;
SELECT id FROM orders JOIN customers USING (id);
SELECT o.id AS x FROM orders o JOIN customers c ON c.id = o.customer_id ORDER BY x;

-- case: a view keeps what its names meant
CREATE TABLE a (id bigint PRIMARY KEY, x int);
CREATE TABLE b (a_id bigint PRIMARY KEY, y int);
CREATE VIEW v AS SELECT x, y FROM a JOIN b ON b.a_id = a.id;
CREATE MATERIALIZED VIEW m AS SELECT x, y FROM a JOIN b ON b.a_id = a.id;
SELECT x, y FROM a JOIN b ON b.a_id = a.id;
-- expect: unqualified "x"
