-- Page 51 of the order list.
SELECT *
FROM orders
WHERE status = 'shipped'
ORDER BY placed_at DESC
LIMIT 20 OFFSET 1000;

-- The orders of one customer: put the cursor here and run "SQL Coach: Explain Statement".
SELECT o.id, o.placed_at, sum(i.quantity * p.price) AS total
FROM orders o
JOIN order_items i ON i.order_id = o.id
JOIN products p ON p.id = i.product_id
WHERE o.customer_id = :customer_id
GROUP BY o.id
ORDER BY o.placed_at DESC;
