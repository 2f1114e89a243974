-- case: plain, quotes, with data
CREATE MATERIALIZED VIEW sales AS SELECT count(*) AS n FROM orders;
-- expect: runs "CREATE MATERIALIZED VIEW"
create /* it */ materialized view if not exists "Shop"."Größe" as select 1 as x from "Shop"."Orders" with data; SELECT 1;
-- expect: runs "create /* it */ materialized view"
CREATE MATERIALIZED VIEW more AS WITH o AS (SELECT id FROM orders) SELECT id FROM o;
-- expect: runs "CREATE MATERIALIZED VIEW"

-- case: without data, without tables, of new tables, other things
CREATE MATERIALIZED VIEW a AS SELECT id FROM orders WITH NO DATA;
CREATE MATERIALIZED VIEW b AS SELECT 1 AS x;
CREATE MATERIALIZED VIEW c AS WITH o AS (SELECT 1 AS id) SELECT id FROM o;
CREATE TABLE d (x int);
CREATE MATERIALIZED VIEW e AS SELECT x FROM d;
CREATE VIEW f AS SELECT id FROM orders;
CREATE TABLE g AS SELECT id FROM orders;

-- case: the way down
-- down
CREATE MATERIALIZED VIEW sales AS SELECT count(*) AS n FROM orders;
