-- case: every comparison, either side, casts
-- query
SELECT id FROM public.orders WHERE shipped_at = NULL;
-- expect: neverTrue "shipped_at = NULL"
SELECT id FROM "Orders" o WHERE NULL <> o."shippedAt";
-- expect: neverTrue "NULL <> o."shippedAt""
SELECT id FROM orders WHERE (a + b) != NULL::int AND c = 1;
-- expect: neverTrue "(a + b) != NULL::int"
SELECT id FROM orders WHERE a /* why */ < /* not */ NULL; SELECT 1;
-- expect: ordered "a /* why */ < /* not */ NULL"
SELECT NULL = NULL;
-- expect: neverTrue "NULL = NULL"

-- case: everywhere a condition can stand
UPDATE orders SET note = NULL WHERE lower(note) = NULL;
-- expect: neverTrue "lower(note) = NULL"
ALTER TABLE orders ADD CONSTRAINT c CHECK (total <> NULL) NOT VALID;
-- expect: neverTrue "total <> NULL"
SELECT CASE WHEN a = NULL THEN 1 END FROM t;
-- expect: neverTrue "a = NULL"

-- case: Windows line ends and names outside ASCII
-- query
-- crlf
SELECT 'ä', größe
FROM straße
WHERE größe
-- expect: neverTrue
  = NULL;

-- case: silent
-- query
UPDATE orders SET shipped_at = NULL WHERE id = 1;
SELECT id FROM orders WHERE a IS NOT DISTINCT FROM NULL;
SELECT id FROM orders WHERE a IS NULL OR b = 'NULL';
SELECT id FROM orders WHERE a = $1;
SELECT coalesce(a, NULL), a + NULL FROM orders;
SELECT id FROM orders WHERE a OPERATOR(shop.=) NULL;
INSERT INTO t (a) VALUES (NULL) ON CONFLICT (a) DO UPDATE SET a = NULL;
