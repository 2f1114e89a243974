-- case: ties
-- query
-- history:
CREATE TABLE shop.orders (id bigint PRIMARY KEY, placed_at timestamptz, "Größe" int);
CREATE TABLE shop.codes (code text PRIMARY KEY);
-- file:
SELECT id FROM shop.orders ORDER BY placed_at DESC LIMIT 20;
-- expect: ties "placed_at"
SELECT id FROM shop.orders o ORDER BY "Größe", o.placed_at /* x */ FETCH FIRST 5 ROWS ONLY; SELECT 1;
-- expect: ties ""Größe""

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, placed_at timestamptz);
-- file:
SELECT id FROM orders ORDER BY placed_at, id LIMIT 20;
SELECT id FROM orders ORDER BY placed_at;
SELECT id FROM orders ORDER BY placed_at LIMIT 20 OFFSET 20;
SELECT id FROM unknown ORDER BY placed_at LIMIT 20;
SELECT id FROM orders ORDER BY placed_at FETCH FIRST 5 ROWS WITH TIES;
SELECT id FROM orders ORDER BY lower(note) LIMIT 5;
