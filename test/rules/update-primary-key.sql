-- case: a known key
-- query
-- history:
CREATE TABLE shop.orders (id bigint PRIMARY KEY, note text);
CREATE TABLE "Lines" (a int, "B" int, PRIMARY KEY (a, "B"));
-- file:
UPDATE shop.orders SET id = 5 WHERE id = 4;
-- expect: changesKey "id"
UPDATE "Lines" SET a = 1, /* x */ "B" = größe WHERE a = 2; SELECT 1;
-- expect: changesKey "a"
-- expect: changesKey ""B""

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- file:
UPDATE orders SET note = 'x' WHERE id = 4;
UPDATE unknown SET id = 5 WHERE id = 4;
UPDATE orders SET id = id, note = 'x' WHERE id = 4;
