-- case: patterns that match anywhere
-- query
SELECT id FROM shop.customers WHERE name LIKE '%smith';
-- expect: wildcard "name LIKE '%smith'"
SELECT id FROM "Customers" c WHERE c."Name" ilike /* x */ '_mith%' AND c.x > 1; SELECT 1;
-- expect: wildcard
SELECT id FROM customers WHERE lower(name) SIMILAR TO '%(a|b)%';
-- expect: wildcard
DELETE FROM customers WHERE name ~* 'smith$';
-- expect: unanchored "name ~* 'smith$'"
SELECT id FROM customers WHERE name LIKE '%a%' ESCAPE '!';
-- expect: wildcard

-- case: an index that can
-- query
-- history:
CREATE TABLE customers (id bigint PRIMARY KEY, name text, note text, code text);
CREATE INDEX ON customers USING gin (name gin_trgm_ops);
CREATE INDEX ON customers USING gist (lower(note) gist_trgm_ops);
CREATE INDEX ON customers (code);
-- file:
SELECT id FROM customers WHERE name LIKE '%a%';
SELECT id FROM customers WHERE lower(note) LIKE '%a%';
SELECT id FROM customers WHERE code = 'x' AND note LIKE '%a%';
SELECT id FROM customers WHERE code LIKE '%a%';
-- expect: wildcard "code LIKE '%a%'"

-- case: an index for it
-- query
-- history:
CREATE TABLE shop."Customers" (id bigint PRIMARY KEY, "Name" text, code char(5), tags text[]);
-- file:
/* find */ SELECT c.id FROM shop."Customers" c WHERE upper(c."Name") LIKE /* x */ '%A%';
-- expect: wildcard
SELECT id FROM shop."Customers" WHERE "Name" ~ 'a$' OR id = 1;
SELECT id FROM shop."Customers" WHERE "Name" ~ 'a$';
-- expect: unanchored
SELECT id FROM shop."Customers" WHERE code LIKE '%a' ;
-- expect: wildcard

-- case: none where only one that blocks writers would be possible
-- transaction: one
-- history:
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
-- file:
SELECT id FROM customers WHERE name LIKE '%a';
-- expect: wildcard

-- case: silent
-- query
-- crlf
SELECT id FROM customers WHERE name LIKE 'smi%' AND größe LIKE $1;
SELECT id FROM customers WHERE name NOT LIKE '%a%';
SELECT id FROM customers WHERE name ~ '^smith' OR name ~ 'x';
SELECT id FROM customers WHERE id = 5 AND name LIKE '%a';
SELECT name LIKE '%a%' FROM customers;
SELECT relname FROM pg_class WHERE relname LIKE '%pkey';
SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%x';
