-- case: plain, options, several, all
VACUUM FULL orders;
-- expect: rewrites "VACUUM FULL orders"
vacuum (verbose, full) "Sales"."Orders", größe;
-- expect: rewrites "vacuum (verbose, full) "Sales"."Orders", größe"
VACUUM /* all */ FULL;
-- expect: rewrites "VACUUM /* all */ FULL"
CLUSTER orders USING orders_idx; CLUSTER;
-- expect: rewrites "CLUSTER orders USING orders_idx"
-- expect: rewrites "CLUSTER"
CLUSTER (VERBOSE) shop.orders;
-- expect: rewrites "CLUSTER (VERBOSE) shop.orders"

-- case: not the full one
VACUUM orders;
VACUUM (FULL false, ANALYZE) orders;
VACUUM (FULL off) orders;
ANALYZE orders;
ALTER TABLE orders CLUSTER ON orders_idx;

-- case: new tables
CREATE TABLE a (x int PRIMARY KEY);
CLUSTER a USING a_pkey;
CREATE TEMP TABLE b (x int);
VACUUM FULL b;

-- case: refused inside a transaction, which another rule says
-- transaction: one
VACUUM FULL orders;
CLUSTER;
CLUSTER orders;
-- expect: rewrites
