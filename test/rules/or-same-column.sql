-- case: equalities of one column
-- query
SELECT id FROM shop.orders WHERE status = 'open' OR status = 'paid';
-- expect: list "status = 'open' OR status = 'paid'"
SELECT id FROM "Orders" o WHERE a AND (o."Größe" = $1 or 5 = o."Größe" or o."Größe" = /* x */ 7); SELECT 1;
-- expect: list

-- case: comments that end with their line
-- query
SELECT id FROM orders WHERE (a = 1 -- one
-- expect: list
  OR a = 2 /* two */ OR a = 3) AND b;

-- case: silent
-- query
-- crlf
SELECT id FROM orders WHERE a = 1 OR b = 2;
SELECT id FROM orders WHERE a = 1 OR a > 2;
SELECT id FROM orders WHERE a = 1 OR a = b;
SELECT id FROM orders WHERE a = 1 OR a IS NULL;
