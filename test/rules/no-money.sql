-- case: columns and arrays, quoted and qualified names, comments
CREATE TABLE s."T" (id int, "Total" MONEY NOT NULL DEFAULT 0, b money[] /* parts */, c pg_catalog.money);
-- expect: locale "MONEY"
-- expect: locale "money[]"
-- expect: locale "pg_catalog.money"

-- case: ADD COLUMN
ALTER TABLE ONLY t ADD money money, ADD COLUMN b int;
-- expect: locale "money"

-- case: names, casts, other types
CREATE TABLE t (money numeric, b my.money);
SELECT a::money FROM t;
