-- case: the frame ends at the current row
-- query
SELECT last_value(total) OVER (PARTITION BY c ORDER BY placed_at) FROM shop.orders;
-- expect: lastValue "last_value(total) OVER (PARTITION BY c ORDER BY placed_at)"
SELECT pg_catalog.nth_value("Größe", 2) over ( order by "id" /* x */ ) FROM "Orders"; SELECT 1;
-- expect: nthValue
SELECT last_value(a) OVER w FROM t WINDOW w AS (ORDER BY b);
-- expect: lastValue "last_value(a) OVER w"
SELECT last_value(a) OVER (w ORDER BY b) FROM t WINDOW w AS (PARTITION BY c);
-- expect: lastValue

-- case: silent
-- query
-- crlf
SELECT last_value(a) OVER (PARTITION BY c) FROM t;
SELECT last_value(a) OVER (ORDER BY b ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM t;
SELECT last_value(a) OVER (ORDER BY b RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t;
SELECT first_value(a) OVER (ORDER BY b) FROM t;
SELECT last_value(a) OVER w FROM t WINDOW w AS (ORDER BY b ROWS 3 PRECEDING);
SELECT last_value FROM my_sequence;
