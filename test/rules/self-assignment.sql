-- case: among others
-- query
UPDATE shop.orders SET status = 'x', note = note WHERE id = 1;
-- expect: noChange "note = note"
UPDATE "Orders" o SET "A" = o."A", b = 2 WHERE id = 1; SELECT 1;
-- expect: noChange ""A" = o."A""
UPDATE orders SET a = (a), b = 2, größe = /* x */ größe, c = 3 WHERE id = 1;
-- expect: noChange "a = (a)"
-- expect: noChange

-- case: alone in an application
-- query
UPDATE orders SET a = a WHERE id = 1;
-- expect: onlyChange "a = a"

-- case: alone in a migration
UPDATE orders SET a = a WHERE id = 1;

-- case: silent
-- query
-- crlf
UPDATE orders o SET a = o.a FROM s WHERE s.id = o.id RETURNING o.id;
UPDATE orders SET a = a + 1, b = c WHERE id = 1;
UPDATE orders SET a = s.a, b = 1 FROM s WHERE s.id = orders.id;
UPDATE orders SET a = a, b = 1 FROM s WHERE s.id = orders.id;
INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = t.a;
