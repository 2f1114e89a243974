SELECT p.id, p.name, sum(i.quantity) AS sold
FROM products p
JOIN order_items i ON i.product_id = p.id
JOIN orders o ON o.id = i.order_id
WHERE o.placed_at >= :since
GROUP BY p.id
ORDER BY sold DESC
LIMIT 10;
