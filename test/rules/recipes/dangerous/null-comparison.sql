-- tables: orders
-- query: query.sql
SELECT id FROM orders WHERE note <> NULL;
-- expect: null-comparison "note <> NULL"
