-- case: conditions that drop what the join kept
-- query
SELECT c.id FROM shop.customers c LEFT JOIN shop.orders o ON o.customer_id = c.id WHERE o.status = 'open';
-- expect: undone "o.status = 'open'"
SELECT 1 FROM "C" LEFT OUTER JOIN "Orders" ON true WHERE "C".x AND lower("Orders".note) LIKE 'a%' AND "Orders".y > 1; SELECT 1;
-- expect: undone "lower("Orders".note) LIKE 'a%'"
SELECT 1 FROM a RIGHT JOIN b ON a.id = b.id WHERE a.x IN (1, 2);
-- expect: undone "a.x IN (1, 2)"
SELECT 1 FROM a FULL JOIN b ON a.id = b.id WHERE a.x BETWEEN 1 AND 2;
-- expect: undoneFull
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id LEFT JOIN c ON c.id = b.c_id WHERE NOT b.hidden AND c.n = b.n;
-- expect: undone "NOT b.hidden"
-- expect: undone "c.n = b.n"
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE (b.x = 1 OR b.x = 2 AND a.y);
-- expect: undone

-- case: columns without qualifier
-- query
-- history:
CREATE TABLE a (id bigint PRIMARY KEY, x int);
CREATE TABLE b (a_id bigint, y int);
-- file:
SELECT x FROM a LEFT JOIN b ON a_id = id WHERE y = 1;
-- expect: undone "y = 1"
SELECT x FROM a LEFT JOIN b ON a_id = id WHERE x = 1;
SELECT x FROM a LEFT JOIN unknown u ON u.id = a.id WHERE y = 1;

-- case: moved into ON
-- query
SELECT o.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id /* a */ WHERE /* b */ (c.name = 'x') AND o.total > 1 ORDER BY 1;
-- expect: undone
SELECT o.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id OR c.x = o.x WHERE c.name = 'x';
-- expect: undone
SELECT o.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id JOIN places p ON p.id = o.place_id WHERE c.name = 'x';
-- expect: undone
SELECT o.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id WHERE c.name = 'x' AND c.y > 1;
-- expect: undone

-- case: the other outer joins
-- query
SELECT 1 FROM x JOIN a ON x.id = a.id RIGHT /* r */ OUTER JOIN b ON a.id = b.id WHERE a.x = 1;
-- expect: undone
SELECT 1 FROM a full join b ON a.id = b.id WHERE b.x > 1;
-- expect: undoneFull
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id RIGHT JOIN c ON c.id = b.id WHERE b.x > 1;
-- expect: undone

-- case: silent where NULL is accepted, or the other side is meant
-- query
-- crlf
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE b.id IS NULL;
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE b.id IS NOT NULL;
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE b.x = 1 OR b.id IS NULL;
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE coalesce(b.x, 0) = 0;
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE b.x IS DISTINCT FROM 1;
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE b.x IS NOT TRUE;
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE a.x = 1 AND custom(b.x) = 1;
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id AND b.x = 1;
SELECT 1 FROM a JOIN b ON a.id = b.id WHERE b.x = 1;
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE b.x <> ALL (ARRAY[]::int[]);
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE NOT (b.x IN (SELECT y FROM c));
SELECT 1 FROM a LEFT JOIN b ON a.id = b.id WHERE CASE WHEN b.x IS NULL THEN true ELSE b.x = 1 END;
