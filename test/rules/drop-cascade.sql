-- case: plain, schemas, quotes, kinds
DROP VIEW active CASCADE;
-- expect: unknown "CASCADE"
drop /* all */ table IF EXISTS "Sales"."Größe", b cascade; SELECT 1;
-- expect: unknown "cascade"
DROP TYPE state CASCADE;
-- expect: unknown "CASCADE"
DROP FUNCTION f(int), g(text) CASCADE;
-- expect: unknown "CASCADE"
DROP SEQUENCE s CASCADE;
-- expect: unknown "CASCADE"
ALTER TABLE a DROP COLUMN x CASCADE, DROP CONSTRAINT y CASCADE;
-- expect: unknown "CASCADE"
-- expect: unknown "CASCADE"

-- case: what depends is known
-- history:
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, user_id int CONSTRAINT fk REFERENCES users);
CREATE VIEW names AS SELECT id FROM users;
-- file:
DROP TABLE users CASCADE;
-- expect: known "CASCADE"
DROP TABLE orders CASCADE;
-- expect: nothing "CASCADE"

-- case: both ends of a foreign key
-- history:
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);
-- file:
DROP TABLE users, orders CASCADE;
-- expect: nothing "CASCADE"

-- case: without it, new, left to others
DROP VIEW active;
DROP TABLE a RESTRICT;
CREATE TABLE c (x int);
DROP TABLE c CASCADE;
DROP SCHEMA s CASCADE;
DROP EXTENSION hstore CASCADE;
DROP INDEX i CASCADE;
DROP TRIGGER t ON a CASCADE;
TRUNCATE a CASCADE;
ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES b (id) ON DELETE CASCADE;
ALTER TABLE a DROP COLUMN "cascade";

-- case: the way down
-- down
DROP TABLE orders CASCADE;
