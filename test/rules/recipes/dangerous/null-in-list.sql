-- tables: orders
-- query: query.sql
SELECT id FROM orders WHERE state NOT IN ('new', NULL);
-- expect: null-in-list "state NOT IN ('new', NULL)"
