-- case: plain, schemas, quotes, comments, several
TRUNCATE orders;
-- expect: empties "TRUNCATE orders"
truncate /* all */ table only "Shop"."Orders" restart identity; SELECT 1;
-- expect: empties "truncate /* all */ table only "Shop"."Orders" restart identity"
TRUNCATE a, shop.b RESTRICT;
-- expect: empties "TRUNCATE a, shop.b RESTRICT"

-- case: new and temporary
CREATE TABLE a (x int);
CREATE TEMP TABLE b (x int);
TRUNCATE a, b;
TRUNCATE pg_temp.c;
TRUNCATE a, old;
-- expect: empties "TRUNCATE a, old"

-- case: another rule says it
TRUNCATE orders CASCADE;

-- case: tables that are left alone
-- options: { "ignoreTables": ["staging.*"] }
TRUNCATE staging.orders;
TRUNCATE staging.orders, orders;
-- expect: empties
