-- case: joined in WHERE
-- query
SELECT 1 FROM shop.orders o, shop.customers c WHERE c.id = o.customer_id;
-- expect: comma "shop.customers"
SELECT 1 FROM "A", /* x */ "Größe" g, c WHERE "A".id = g.id AND c.id = g.c; SELECT 1;
-- expect: comma ""Größe""

-- case: silent
-- query
-- crlf
SELECT 1 FROM a JOIN b ON a.id = b.id;
SELECT 1 FROM a, unnest(a.tags) t;
SELECT 1 FROM a, LATERAL (SELECT 1 FROM b WHERE b.id = a.id) x;
SELECT 1 FROM a, b;
