-- tables: orders
-- query: query.sql
SELECT id FROM orders ORDER BY placed_at, id LIMIT 20 OFFSET 4000;
-- expect: offset-pagination "OFFSET 4000"
