-- case: plain, quotes, several, owned
DROP SCHEMA shop;
-- expect: dataLoss "DROP SCHEMA shop"
drop /* all */ schema IF EXISTS "Größe", b CASCADE; SELECT 1;
-- expect: cascade "drop /* all */ schema IF EXISTS "Größe", b CASCADE"
DROP OWNED BY app, CURRENT_USER;
-- expect: owned "DROP OWNED BY app, CURRENT_USER"

-- case: what is in it
-- history:
CREATE TABLE shop.a (x int);
CREATE TABLE shop.b (x int);
CREATE VIEW shop.c AS SELECT x FROM shop.a;
-- file:
DROP SCHEMA shop CASCADE;
-- expect: cascade "DROP SCHEMA shop CASCADE"

-- case: new
CREATE SCHEMA a;
DROP SCHEMA a CASCADE;
DROP SCHEMA a, b;
-- expect: dataLoss "DROP SCHEMA a, b"

-- case: the way down
-- down
DROP SCHEMA shop CASCADE;
DROP OWNED BY app;

-- case: other things
DROP TABLE shop;
REASSIGN OWNED BY a TO b;
