-- case: every way to ask
-- query
SELECT id FROM shop.customers c WHERE (SELECT count(*) FROM shop.orders o WHERE o.customer_id = c.id) > 0;
-- expect: counts "(SELECT count(*) FROM shop.orders o WHERE o.customer_id = c.id) > 0"
SELECT id FROM "C" WHERE 0 = (SELECT count(1) FROM "O" WHERE "O".c = "C".id) AND x; SELECT 1;
-- expect: counts "0 = (SELECT count(1) FROM "O" WHERE "O".c = "C".id)"
SELECT id FROM c WHERE (SELECT /* all */ COUNT(*)
-- expect: counts
  FROM o WHERE o.c = c.id) >= 1;
SELECT CASE WHEN (SELECT count(*) FROM o) <> 0 THEN 'a' ELSE 'b' END;
-- expect: counts "(SELECT count(*) FROM o) <> 0"
SELECT id FROM c WHERE 1 > (SELECT count(*) FROM o WHERE o.c = c.id);
-- expect: counts

-- case: Windows line ends and names outside ASCII
-- query
-- crlf
SELECT id FROM größe
WHERE (SELECT count(*)
-- expect: counts
       FROM straße
       WHERE straße.id = größe.id) = 0;

-- case: silent
-- query
SELECT id FROM c WHERE (SELECT count(*) FROM o WHERE o.c = c.id) > 1;
SELECT id FROM c WHERE (SELECT count(o.x) FROM o WHERE o.c = c.id) > 0;
SELECT id FROM c WHERE (SELECT count(*) FROM o GROUP BY o.x) > 0;
SELECT id FROM c WHERE (SELECT count(*) FROM o HAVING count(*) > 2) > 0;
SELECT id FROM c WHERE (SELECT sum(x) FROM o) > 0;
SELECT id FROM c WHERE (SELECT count(*) FILTER (WHERE x) FROM o) > 0;
SELECT count(*) > 0 AS some FROM o GROUP BY x;
SELECT id FROM c WHERE EXISTS (SELECT FROM o);
