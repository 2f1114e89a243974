-- tables: orders
-- query: query.sql
SELECT id FROM orders WHERE note LIKE '%gift%';
-- expect: leading-wildcard-like "note LIKE '%gift%'"
