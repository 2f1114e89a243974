-- case: may be NULL
-- query
-- history:
CREATE TABLE shop.orders (id bigint PRIMARY KEY, "Größe" int);
-- file:
SELECT id FROM shop.orders ORDER BY "Größe" DESC, id DESC;
-- expect: nullsFirst ""Größe""
SELECT 1 FROM x LEFT JOIN shop.orders o ON o.id = x.id ORDER BY o.id /* x */ desc; SELECT 1;
-- expect: nullsFirst "o.id"

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, a int);
-- file:
SELECT id FROM orders ORDER BY a, id DESC;
SELECT id FROM orders ORDER BY a DESC NULLS LAST;
SELECT id FROM unknown ORDER BY a DESC;
