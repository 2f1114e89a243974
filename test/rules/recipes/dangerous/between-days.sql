-- tables: orders
-- query: query.sql
SELECT id FROM orders WHERE placed_at BETWEEN '2026-01-01' AND '2026-01-31';
-- expect: timestamp-between "placed_at BETWEEN '2026-01-01' AND '2026-01-31'"
