-- case: arms on different tables
-- query
SELECT 1 FROM shop.a JOIN shop.b ON b.id = a.id WHERE a.x = 1 OR b.y = 2;
-- expect: noIndex "a.x = 1 OR b.y = 2"
SELECT 1 FROM "A", b WHERE "A".id = b.id AND ("A"."Größe" = 1 /* x */ OR b.y IS NULL); SELECT 1;
-- expect: noIndex

-- case: silent
-- query
-- crlf
SELECT 1 FROM a JOIN b ON b.id = a.id WHERE a.x = 1 OR a.y = 2;
SELECT 1 FROM a JOIN b ON b.id = a.id WHERE x = 1 OR b.y = 2;
SELECT 1 FROM a JOIN b ON b.id = a.id WHERE a.x = b.x OR b.y = 2;
SELECT 1 FROM a WHERE a.x = 1 OR a.y = 2;
