-- tables: orders
-- query: query.sql
SELECT id FROM orders WHERE state = 'new' ORDER BY id LIMIT 1 FOR UPDATE;
-- expect: for-update-no-skip-locked "FOR UPDATE"
