-- tables: orders
-- query: query.sql
SELECT id FROM orders WHERE date(placed_at) = '2026-01-01';
-- expect: non-sargable-predicate "date(placed_at)"
