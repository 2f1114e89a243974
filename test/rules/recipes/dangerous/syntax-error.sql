-- query: query.sql
SELECT id FROM orders WHERE;
-- expect: syntax-error "E"
SELECT id, state FROM orders WHERE id = NULL;
-- expect: null-comparison "id = NULL"
