-- case: an unknown domain
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
-- expect: unknown "ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%')"
alter domain "App"."Email" /* now */ add check (value <> '');
-- expect: unknown "alter domain "App"."Email" /* now */ add check (value <> '')"
ALTER DOMAIN email SET NOT NULL; SELECT 1;
-- expect: notNull "ALTER DOMAIN email SET NOT NULL"

-- case: known users
-- history:
CREATE DOMAIN email AS text;
CREATE TABLE users (id int, address email);
-- file:
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
-- expect: known "ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%')"
ALTER DOMAIN email SET NOT NULL;
-- expect: notNull "ALTER DOMAIN email SET NOT NULL"

-- case: nobody uses it, or only a new table
-- history:
CREATE DOMAIN email AS text;
-- file:
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
CREATE TABLE users (id int, address email);
ALTER DOMAIN email ADD CONSTRAINT not_empty CHECK (VALUE <> '');

-- case: what reads no table
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%') NOT VALID;
ALTER DOMAIN email DROP CONSTRAINT has_at;
ALTER DOMAIN email DROP NOT NULL;
ALTER DOMAIN email SET DEFAULT '';
ALTER DOMAIN email VALIDATE CONSTRAINT has_at;
