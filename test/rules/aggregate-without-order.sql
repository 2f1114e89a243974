-- case: no order
-- query
SELECT string_agg(name, ', ') FROM shop.tags;
-- expect: anyOrder "string_agg(name, ', ')"
SELECT "A", pg_catalog.ARRAY_AGG(/* x */ größe) FILTER (WHERE b) FROM "T" GROUP BY "A"; SELECT 1;
-- expect: anyOrder

-- case: silent
-- query
-- crlf
SELECT string_agg(name, ', ' ORDER BY name) FROM tags;
SELECT array_agg(DISTINCT name) FROM tags;
SELECT array_agg(x) FROM (SELECT x FROM t ORDER BY x) s;
SELECT array_agg(x) FROM unnest($1::int[]) x;
SELECT sum(x), jsonb_object_agg(k, v) FROM t;
