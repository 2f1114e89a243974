-- case: constraints of domains
-- history:
CREATE DOMAIN years AS int CHECK (VALUE >= 0);
CREATE DOMAIN shop."Name" AS text NOT NULL;
CREATE DOMAIN plain AS text;
CREATE TABLE users (id bigint PRIMARY KEY);
-- file:
ALTER TABLE users ADD COLUMN age years, ADD COLUMN p plain, ADD t text;
-- expect: rewrites "ADD COLUMN age years"
ALTER TABLE public.users ADD /* the name */ "Name" shop."Name";
-- expect: rewrites "ADD /* the name */ "Name" shop."Name""
ALTER TABLE users ADD COLUMN ages years[], ADD u unknown_type;

-- case: new tables and domains that get their constraint later
-- history:
CREATE DOMAIN years AS int;
CREATE TABLE users (id bigint PRIMARY KEY);
-- file:
ALTER TABLE users ADD COLUMN a years;
ALTER DOMAIN years ADD CONSTRAINT positive CHECK (VALUE >= 0);
ALTER TABLE users ADD COLUMN b years;
-- expect: rewrites "ADD COLUMN b years"
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN y years;
