-- case: says it twice
-- query
SELECT CASE WHEN total > 100 THEN 'large' ELSE NULL END FROM shop.orders;
-- expect: redundant "ELSE NULL"
SELECT case "A" when 1 then größe /* x */ else null end FROM "T"; SELECT 1;
-- expect: redundant "else null"

-- case: silent
-- query
-- crlf
SELECT CASE WHEN a THEN b ELSE c END, CASE WHEN a THEN b END, CASE WHEN a THEN NULL ELSE b END FROM t;
SELECT CASE WHEN a THEN b ELSE NULL::int END FROM t;
