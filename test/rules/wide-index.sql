-- case: plain, quotes, expressions
CREATE INDEX CONCURRENTLY i ON orders (a, b, c, d);
-- expect: wide "CREATE INDEX"
create /* it */ index concurrently "I" on "Sales"."Orders" using btree (größe, lower(b), c asc, d) include (e); SELECT 1;
-- expect: wide "create /* it */ index"
CREATE TABLE new (a int, b int, c int, d int);
CREATE INDEX ON new (a, b, c, d);
-- expect: wide "CREATE INDEX"

-- case: narrow, unique, other methods
CREATE INDEX CONCURRENTLY i ON orders (a, b, c) INCLUDE (d, e);
CREATE UNIQUE INDEX CONCURRENTLY i ON orders (a, b, c, d);
CREATE INDEX CONCURRENTLY i ON orders USING gin (a, b, c, d);
CREATE INDEX CONCURRENTLY i ON orders USING brin (a, b, c, d);

-- case: for an order
CREATE INDEX CONCURRENTLY i ON orders (a, b, c DESC, d DESC);
CREATE INDEX CONCURRENTLY i ON orders (a, b, c NULLS FIRST, d);
CREATE INDEX CONCURRENTLY i ON orders (a, b, c, d ASC NULLS LAST);
CREATE INDEX CONCURRENTLY i ON orders (a ASC, b, c, d);
-- expect: wide "CREATE INDEX"

-- case: the way down
-- down
CREATE INDEX CONCURRENTLY i ON orders (a, b, c, d);

-- case: as wide as the configuration allows
-- options: { "maximum": 4 }
CREATE INDEX one ON t (a, b, c, d);
CREATE INDEX two ON t (a, b, c, d, e);
-- expect: wide
