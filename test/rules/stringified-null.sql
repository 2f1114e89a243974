-- case: a text
-- query
SELECT id FROM shop.orders WHERE note = 'NULL';
-- expect: text "note = 'NULL'"
SELECT id FROM "Orders" WHERE 'null'::text /* x */ <> "Größe"; SELECT 1;
-- expect: text

-- case: silent
-- query
-- crlf
SELECT 'NULL' FROM orders WHERE note IS NULL AND a = 'nullable';
INSERT INTO t (a) VALUES ('null');
