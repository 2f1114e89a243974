-- case: read once
-- query
WITH recent AS MATERIALIZED (SELECT id, total FROM shop.orders) SELECT id FROM recent WHERE total > 100;
-- expect: fence "MATERIALIZED"
WITH "Größe" (a) AS /* x */ materialized (SELECT id FROM orders) SELECT a FROM "Größe"; SELECT 1;
-- expect: fence "materialized"

-- case: silent
-- query
-- crlf
WITH a AS (SELECT id FROM orders) SELECT id FROM a;
WITH a AS NOT MATERIALIZED (SELECT id FROM orders) SELECT id FROM a;
WITH a AS MATERIALIZED (SELECT id FROM orders) SELECT x.id FROM a x JOIN a y ON x.id = y.id;
WITH a AS MATERIALIZED (SELECT id, random() FROM orders) SELECT id FROM a;
WITH a AS MATERIALIZED (SELECT id FROM orders ORDER BY id LIMIT 5 FOR UPDATE) SELECT id FROM a;
WITH a AS MATERIALIZED (SELECT id FROM orders) DELETE FROM orders USING a WHERE a.id = orders.id;
