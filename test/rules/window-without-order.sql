-- case: windows without an order
-- query
SELECT row_number() OVER () FROM shop.orders ORDER BY id;
-- expect: anyOrder "row_number() OVER ()"
SELECT LAG("Größe") over (partition by /* x */ a) FROM "Orders"; SELECT 1;
-- expect: anyOrder
SELECT rank() OVER (PARTITION BY a), dense_rank() OVER w FROM t WINDOW w AS (PARTITION BY b);
-- expect: allPeers "rank() OVER (PARTITION BY a)"
-- expect: allPeers "dense_rank() OVER w"

-- case: silent
-- query
-- crlf
SELECT row_number() OVER (ORDER BY id) FROM t;
SELECT row_number() OVER w, lag(a) OVER (w) FROM t WINDOW w AS (ORDER BY b);
SELECT sum(a) OVER (PARTITION BY b), count(*) OVER () FROM t;
SELECT row_number() OVER () FROM unnest($1::text[]) u;
SELECT row_number() OVER () FROM (SELECT id FROM t ORDER BY id) x;
SELECT my.rank() OVER () FROM t;
