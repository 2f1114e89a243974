-- case: no order
-- query
SELECT DISTINCT ON (customer_id) customer_id, total FROM shop.orders;
-- expect: unordered "customer_id"
SELECT DISTINCT ON ("Orders".a, lower(b)) * FROM "Orders" /* x */; SELECT 1;
-- expect: unordered ""Orders".a"
SELECT id FROM (SELECT DISTINCT ON (a) a, id FROM t) x;
-- expect: unordered "a"

-- case: an order that stops at the keys
-- query
-- crlf
SELECT DISTINCT ON (a, b) a, größe FROM t ORDER BY a, b DESC;
-- expect: onlyKeys "a"
SELECT DISTINCT ON (a, b) a, größe FROM t ORDER BY a, b, c;

-- case: the key is known from the migrations
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, total numeric);
-- file:
SELECT DISTINCT ON (customer_id) customer_id, total FROM orders WHERE total > 1;
-- expect: unordered "customer_id"

-- case: silent
-- query
SELECT DISTINCT a, b FROM t;
SELECT DISTINCT ON (a) a FROM t;
SELECT DISTINCT ON (a) a, 1 AS one FROM t;
