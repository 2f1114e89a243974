-- case: plain, schemas, quotes, comments
INSERT INTO orders (id) OVERRIDING SYSTEM VALUE VALUES (1);
-- expect: given "OVERRIDING SYSTEM VALUE"
SELECT 1; insert into "Shop"."Orders" (id) overriding /* x */ system value select 1;
-- expect: given "overriding /* x */ system value"

-- case: others
INSERT INTO orders (id) OVERRIDING USER VALUE VALUES (1);
INSERT INTO orders (id) VALUES (1);
INSERT INTO orders (note) VALUES ('overriding system value');
