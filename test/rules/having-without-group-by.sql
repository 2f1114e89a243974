-- case: HAVING in the place of WHERE
-- query
SELECT id FROM shop.orders HAVING total > 100;
-- expect: oneGroup "total > 100"
SELECT "Id" FROM "Orders" having /* x */ lower("a") = 'b' ORDER BY 1; SELECT 1;
-- expect: oneGroup "lower("a") = 'b'"
SELECT count(*) FROM orders HAVING true;
-- expect: oneGroup
SELECT id FROM orders WHERE x HAVING y;
-- expect: oneGroup "y"

-- case: silent
-- query
-- crlf
SELECT count(*) FROM orders HAVING count(*) > 10;
SELECT a FROM orders GROUP BY a HAVING a > 1;
SELECT 1 FROM orders HAVING my_aggregate(x) > 1;
SELECT max(größe) FROM t HAVING bool_or(x);
