-- case: unknown tables
-- query
SELECT 1 FROM shop.orders NATURAL JOIN shop.customers;
-- expect: byName "NATURAL JOIN"
SELECT 1 FROM "A" natural /* x */ left outer join "B" b; SELECT 1;
-- expect: byName "natural /* x */ left outer join"
SELECT 1 FROM a NATURAL JOIN (SELECT * FROM b) x;
-- expect: byName

-- case: the columns are known
-- query
-- crlf
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, "Region" text);
CREATE TABLE customers (customer_id bigint PRIMARY KEY, "Region" text);
CREATE TABLE days (day date);
-- file:
SELECT 1 FROM orders NATURAL JOIN customers AS c WHERE c.x;
-- expect: byName
SELECT 1 FROM orders o NATURAL LEFT JOIN customers;
-- expect: byName
SELECT 1 FROM orders NATURAL JOIN days;
-- expect: nothing "NATURAL JOIN"

-- case: silent
-- query
SELECT 1 FROM a JOIN b USING (id);
SELECT 1 FROM a CROSS JOIN b;
SELECT 'natural join' FROM a;
