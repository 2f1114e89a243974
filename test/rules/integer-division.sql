-- case: constants
-- query
SELECT total * (19 / 100) FROM shop.orders;
-- expect: cutOff "19 / 100"
UPDATE "Orders" SET "Größe" = a + -7 /* x */ / 2 WHERE id = 1; SELECT 1;
-- expect: cutOff

-- case: silent
-- query
-- crlf
SELECT 10 / 5, 1 / 3.0, 1.0 / 3, a / 3, 7 % 2, 1 / 0;
SELECT interval '1 hour' / 3;
