-- case: joined in WHERE
-- query
SELECT 1 FROM shop.orders o, shop.customers c WHERE c.id = o.customer_id;
-- expect: comma "shop.customers"
SELECT 1 FROM "A", /* x */ "Größe" g, c WHERE "A".id = g.id AND c.id = g.c; SELECT 1;
-- expect: comma ""Größe""

-- case: what ties moves, the rest stays
-- query
SELECT 1
FROM shop.a x, "B" y, c
-- expect: comma ""B""
WHERE x.z > 1 AND y.id = x.id AND (c.id = y.c OR c.id = x.c) AND c.p AND x.q = y.q
ORDER BY 1;
SELECT 1 FROM a, b WHERE a.id = b.id AND a.x = 1 AND /* why */ b.y = 2;
-- expect: comma
SELECT 1 FROM a, b, unnest(b.tags) t WHERE a.id = b.id;
-- expect: comma
SELECT 1 FROM a, b WHERE (a.id = b.id AND a.x = b.x);
-- expect: comma

-- case: silent
-- query
-- crlf
SELECT 1 FROM a JOIN b ON a.id = b.id;
SELECT 1 FROM a, unnest(a.tags) t;
SELECT 1 FROM a, LATERAL (SELECT 1 FROM b WHERE b.id = a.id) x;
SELECT 1 FROM a, b;
