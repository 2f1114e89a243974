-- case: no order
-- query
SELECT string_agg(name, ', ') FROM shop.tags;
-- expect: anyOrder "string_agg(name, ', ')"
SELECT "A", pg_catalog.ARRAY_AGG(/* x */ größe) FILTER (WHERE b) FROM "T" GROUP BY "A"; SELECT 1;
-- expect: anyOrder

-- case: by the key, by the values, by nothing
-- query
-- history:
CREATE TABLE tags (id bigint PRIMARY KEY, "Größe" text, doc json);
-- file:
SELECT string_agg(t."Größe", ', ' /* x */ ) FROM tags t;
-- expect: anyOrder
SELECT array_agg(t."Größe") FROM tags t JOIN x ON x.id = t.id;
-- expect: anyOrder
SELECT json_agg(t.doc), json_agg(t), array_agg(lower(x.a)) FROM tags t JOIN x ON x.id = t.id;
-- expect: anyOrder "json_agg(t.doc)"
-- expect: anyOrder "json_agg(t)"
-- expect: anyOrder "array_agg(lower(x.a))"

-- case: silent
-- query
-- crlf
SELECT string_agg(name, ', ' ORDER BY name) FROM tags;
SELECT array_agg(DISTINCT name) FROM tags;
SELECT array_agg(x) FROM (SELECT x FROM t ORDER BY x) s;
SELECT array_agg(x) FROM unnest($1::int[]) x;
SELECT sum(x), jsonb_object_agg(k, v) FROM t;
