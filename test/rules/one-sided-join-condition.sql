-- case: conditions that connect nothing
-- query
SELECT 1 FROM shop.orders o JOIN shop.customers c ON o.customer_id = o.id;
-- expect: oneSide "o.customer_id = o.id"
SELECT 1 FROM "A" LEFT JOIN "B" ON /* all */ true; SELECT 1;
-- expect: oneSide "true"
SELECT 1 FROM a JOIN b ON b.x > 5 AND b.y > 6;
-- expect: oneSide
SELECT 1 FROM a JOIN b ON a.id = b.id JOIN c ON a.id = b.id;
-- expect: oneSide "a.id = b.id"
UPDATE t SET x = 1 FROM a JOIN b ON a.x > 1 WHERE t.id = a.id;
-- expect: oneSide

-- case: what the migrations know
-- query
-- history:
CREATE TABLE a (id bigint PRIMARY KEY, x int);
CREATE TABLE b (a_id bigint, y int);
-- file:
SELECT x FROM a JOIN b ON y = 2;
-- expect: oneSide "y = 2"
SELECT x FROM b JOIN a ON a.id = 1;

-- case: silent
-- query
-- crlf
SELECT 1 FROM a JOIN b ON a.id = b.id;
SELECT 1 FROM a JOIN b ON (b.x, b.y) = ($1, $2);
SELECT 1 FROM a JOIN b ON (b.x, b.y) = (@first::bigint, @second);
SELECT 1 FROM a JOIN b ON id = a_id;
SELECT 1 FROM a JOIN b ON b.key = 'x';
SELECT 1 FROM a LEFT JOIN LATERAL (SELECT 1 FROM b WHERE b.id = a.id) x ON true;
SELECT 1 FROM a LEFT JOIN unnest(a.tags) t ON true;
SELECT 1 FROM a JOIN (SELECT max(x) AS x FROM b) m ON true;
SELECT 1 FROM a JOIN b ON true WHERE a.id = b.id;
SELECT 1 FROM a JOIN b ON b.x > 1 JOIN c ON c.a = a.id AND c.b = b.id;
SELECT 1 FROM a CROSS JOIN b;
SELECT 1 FROM a JOIN b USING (id);
SELECT 1 FROM o WHERE EXISTS (SELECT FROM a JOIN b ON b.x = o.x WHERE a.y = o.y);
