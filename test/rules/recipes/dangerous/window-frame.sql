-- tables: orders
-- query: query.sql
SELECT customer_id, last_value(total) OVER (PARTITION BY customer_id ORDER BY placed_at) FROM orders;
-- expect: window-last-value-frame "last_value(total) OVER (PARTITION BY customer_id ORDER BY placed_at)"
