-- case: the column is the outer one
-- query
-- history:
CREATE TABLE shop.users (id bigint PRIMARY KEY, "Name" text);
CREATE TABLE shop.banned (user_id bigint PRIMARY KEY);
-- file:
SELECT 1 FROM shop.users WHERE id IN (SELECT id FROM shop.banned);
-- expect: outer "id"
DELETE FROM shop.users WHERE "Name" NOT IN (SELECT /* x */ "Name" FROM shop.banned b WHERE b.user_id > 1); SELECT 1;
-- expect: outer ""Name""
UPDATE shop.users u SET "Name" = 'x' WHERE u.id = ANY (SELECT id FROM shop.banned);
-- expect: outer "id"
WITH b AS (SELECT user_id FROM shop.banned) SELECT 1 FROM shop.users WHERE id IN (SELECT id FROM b);
-- expect: outer "id"

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE banned (user_id bigint PRIMARY KEY);
CREATE TABLE other (id bigint);
-- file:
SELECT 1 FROM users WHERE id IN (SELECT user_id FROM banned);
SELECT 1 FROM users WHERE id IN (SELECT id FROM other);
SELECT 1 FROM users WHERE id IN (SELECT id FROM unknown);
SELECT 1 FROM users WHERE id IN (SELECT users.id FROM banned);
SELECT 1 FROM unknown WHERE id IN (SELECT id FROM banned);
SELECT 1 FROM users WHERE EXISTS (SELECT id FROM banned);
SELECT 1 FROM users WHERE id IN (SELECT id FROM banned JOIN other USING (größe));
