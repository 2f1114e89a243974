-- case: joined by its key and not read
-- query
-- history:
CREATE TABLE shop.customers (id bigint PRIMARY KEY, name text, code text UNIQUE, region int);
-- file:
SELECT o.id FROM shop.orders o LEFT JOIN shop.customers c ON c.id = o.customer_id WHERE o.x > 1;
-- expect: unused "shop.customers"
SELECT "O".id FROM "O" left outer join shop.customers AS "C" /* x */ on "C".code = "O".code AND "C".name = 'größe'; SELECT 1;
-- expect: unused
SELECT o.id FROM shop.orders o LEFT JOIN shop.customers c ON c.region = o.region;
SELECT o.id, c.name FROM shop.orders o LEFT JOIN shop.customers c ON c.id = o.customer_id;
SELECT o.id FROM shop.orders o LEFT JOIN shop.customers c ON c.id = o.customer_id WHERE c.id IS NULL;

-- case: within parentheses there is no ready rewrite
-- query
-- history:
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
-- file:
SELECT o.id FROM x JOIN (orders o LEFT JOIN customers c ON c.id = o.customer_id) ON x.id = o.id;
-- expect: unused "customers"

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
-- file:
SELECT * FROM orders o LEFT JOIN customers c ON c.id = o.customer_id;
SELECT name FROM orders o LEFT JOIN customers c ON c.id = o.customer_id;
SELECT o.id FROM orders o JOIN customers c ON c.id = o.customer_id;
SELECT o.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id LEFT JOIN x ON x.id = c.x_id;
SELECT c FROM orders o LEFT JOIN customers c ON c.id = o.customer_id;
SELECT o.id FROM orders o LEFT JOIN unknown u ON u.id = o.id;
SELECT o.*, count(*) FROM orders o LEFT JOIN customers c ON c.id = o.customer_id GROUP BY c.name;
