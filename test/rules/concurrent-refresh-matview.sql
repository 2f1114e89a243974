-- case: unknown views
REFRESH MATERIALIZED VIEW sales;
-- expect: blocks "REFRESH MATERIALIZED VIEW sales"
refresh /* all */ materialized view "Reports"."Größe" WITH DATA; SELECT 1;
-- expect: blocks "refresh /* all */ materialized view "Reports"."Größe" WITH DATA"

-- case: a unique index is there
-- history:
CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day, 2 AS sum;
CREATE UNIQUE INDEX ON sales (day);
-- file:
REFRESH MATERIALIZED VIEW sales;
-- expect: blocks "REFRESH MATERIALIZED VIEW sales"

-- case: a unique index is there, inside a transaction
-- transaction: one
-- history:
CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day, 2 AS sum;
CREATE UNIQUE INDEX ON sales (day);
-- file:
REFRESH MATERIALIZED VIEW sales;
-- expect: blocks "REFRESH MATERIALIZED VIEW sales"

-- case: no index that would do
-- history:
CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day, 2 AS sum;
CREATE UNIQUE INDEX ON sales (day) WHERE sum > 0;
CREATE UNIQUE INDEX ON sales (abs(day));
CREATE INDEX ON sales (day);
-- file:
REFRESH MATERIALIZED VIEW sales;
-- expect: noUniqueIndex "REFRESH MATERIALIZED VIEW sales"

-- case: never filled
-- history:
CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day, 2 AS sum WITH NO DATA;
CREATE UNIQUE INDEX ON sales (day);
-- file:
REFRESH MATERIALIZED VIEW sales;

-- case: new, CONCURRENTLY, without data
CREATE MATERIALIZED VIEW a AS SELECT 1 AS x;
REFRESH MATERIALIZED VIEW a;
REFRESH MATERIALIZED VIEW CONCURRENTLY sales;
REFRESH MATERIALIZED VIEW sales WITH NO DATA;

-- case: a file that is no migration
-- query
REFRESH MATERIALIZED VIEW sales;
-- expect: blocks "REFRESH MATERIALIZED VIEW sales"
