-- case: the key is known from the migrations
-- query
-- history:
CREATE TABLE shop.orders (order_no bigint PRIMARY KEY, placed_at timestamptz NOT NULL, note text);
-- file:
SELECT order_no FROM shop.orders ORDER BY placed_at DESC LIMIT 20 OFFSET $1;
-- expect: keysetWithTie "OFFSET $1"
SELECT order_no FROM shop.orders ORDER BY placed_at DESC, order_no DESC LIMIT 20 OFFSET $1;
-- expect: keyset "OFFSET $1"

-- case: without migrations a column called id is the key
-- query
SELECT id FROM orders ORDER BY created_at, id LIMIT 20 OFFSET 5000;
-- expect: keyset "OFFSET 5000"
SELECT id FROM orders ORDER BY created_at LIMIT 20 OFFSET 5000;
-- expect: keysetWithTie "OFFSET 5000"

-- case: a condition is kept and put in parentheses
-- query
SELECT o.id
FROM "Orders" o
WHERE o.status = 'open' OR o.urgent
ORDER BY o."createdAt" DESC
LIMIT 50 OFFSET :skip;
-- expect: keysetWithTie "OFFSET :skip"

-- case: each clause on its own line, OFFSET before LIMIT
-- query
SELECT id
FROM orders
ORDER BY id
OFFSET 2000 ROWS
-- expect: keyset "OFFSET 2000 ROWS"
FETCH NEXT 10 ROWS ONLY;

-- case: mixed directions are written out
-- query
SELECT id FROM orders ORDER BY total DESC, id LIMIT 20 OFFSET :skip;
-- expect: keyset "OFFSET :skip"

-- case: silent for the first page
-- query
SELECT id FROM orders ORDER BY id LIMIT 20 OFFSET 0;
SELECT id FROM orders ORDER BY id LIMIT 20 OFFSET NULL;
SELECT id FROM orders ORDER BY id LIMIT 20;

-- case: no order at all
-- query
SELECT id FROM orders LIMIT 20 OFFSET 40;
-- expect: unordered "OFFSET 40"

-- case: expressions, grouping and NULLS FIRST have no ready rewrite
-- query
SELECT id FROM orders ORDER BY lower(note), id LIMIT 20 OFFSET 2000;
-- expect: discards
SELECT id FROM orders ORDER BY note NULLS FIRST, id LIMIT 20 OFFSET 2000;
-- expect: discards
SELECT customer_id, count(*) FROM orders GROUP BY customer_id ORDER BY customer_id LIMIT 20 OFFSET 2000;
-- expect: discards

-- case: inside a sub-select and a CTE, several statements a line
-- query
SELECT x.id FROM (SELECT id FROM orders ORDER BY id LIMIT 10 OFFSET (:page - 1) * 10) x; SELECT 1;
-- expect: keyset "OFFSET (:page - 1) * 10"
WITH page AS (SELECT id FROM größe ORDER BY id OFFSET 9999) SELECT id FROM page;
-- expect: keyset "OFFSET 9999"

-- case: Windows line ends
-- query
-- crlf
SELECT id
FROM orders -- all of them
ORDER BY id
LIMIT 10
OFFSET 3000;
-- expect: keyset "OFFSET 3000"

-- case: so few rows that the configuration leaves them
-- query
-- options: { "minimum": 100 }
SELECT id FROM t ORDER BY id LIMIT 10 OFFSET 99;
SELECT id FROM t ORDER BY id LIMIT 10 OFFSET 100;
-- expect: keyset
SELECT id FROM t ORDER BY id LIMIT 10 OFFSET $1;
-- expect: keyset
