-- case: a text
-- query
SELECT id FROM shop.orders WHERE note = 'NULL';
-- expect: text "note = 'NULL'"
SELECT id FROM "Orders" WHERE 'null'::text /* x */ <> "Größe"; SELECT 1;
-- expect: text

-- case: comments stay, and what is not an equality of a column has no rewrite
-- query
SELECT id FROM orders o WHERE (o.note /* a */ != /* b */ 'null');
-- expect: text
SELECT id FROM orders WHERE lower(note) = 'null' OR note > 'NULL';
-- expect: text "lower(note) = 'null'"
-- expect: text "note > 'NULL'"

-- case: silent
-- query
-- crlf
SELECT 'NULL' FROM orders WHERE note IS NULL AND a = 'nullable';
INSERT INTO t (a) VALUES ('null');
