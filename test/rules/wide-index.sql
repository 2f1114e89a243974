-- case: plain, quotes, expressions
CREATE INDEX CONCURRENTLY i ON orders (a, b, c, d);
-- expect: wide "CREATE INDEX"
create /* it */ index concurrently "I" on "Sales"."Orders" using btree (größe, lower(b), c desc, d) include (e); SELECT 1;
-- expect: wide "create /* it */ index"
CREATE TABLE new (a int, b int, c int, d int);
CREATE INDEX ON new (a, b, c, d);
-- expect: wide "CREATE INDEX"

-- case: narrow, unique, other methods
CREATE INDEX CONCURRENTLY i ON orders (a, b, c) INCLUDE (d, e);
CREATE UNIQUE INDEX CONCURRENTLY i ON orders (a, b, c, d);
CREATE INDEX CONCURRENTLY i ON orders USING gin (a, b, c, d);
CREATE INDEX CONCURRENTLY i ON orders USING brin (a, b, c, d);

-- case: the way down
-- down
CREATE INDEX CONCURRENTLY i ON orders (a, b, c, d);

-- case: as wide as the configuration allows
-- options: { "maximum": 4 }
CREATE INDEX one ON t (a, b, c, d);
CREATE INDEX two ON t (a, b, c, d, e);
-- expect: wide
