-- case: no value
ALTER TABLE users ADD COLUMN a int NOT NULL;
-- expect: notNull "ADD COLUMN a int NOT NULL"
ALTER TABLE users ADD b text CONSTRAINT filled NOT NULL REFERENCES roles, ADD c int;
-- expect: notNull "ADD b text CONSTRAINT filled NOT NULL REFERENCES roles"
ALTER TABLE users ADD d int DEFAULT NULL NOT NULL;
-- expect: notNull "ADD d int DEFAULT NULL NOT NULL"

-- case: a primary key
ALTER TABLE users ADD COLUMN id uuid PRIMARY KEY;
-- expect: primary "ADD COLUMN id uuid PRIMARY KEY"
ALTER TABLE users ADD COLUMN id uuid NOT NULL PRIMARY KEY;
-- expect: primary "ADD COLUMN id uuid NOT NULL PRIMARY KEY"

-- case: schemas, quotes, comments
ALTER TABLE ONLY "Crm"."Users"
  -- what they may do
  ADD COLUMN "Role" text /* always */ NOT NULL /* really */ CHECK ("Role" <> ''), ADD plain int;
-- expect: notNull "ADD COLUMN "Role" text /* always */ NOT NULL /* really */ CHECK ("Role" <> '')"

-- case: a value
ALTER TABLE users ADD a int NOT NULL DEFAULT 1, ADD b timestamptz DEFAULT now() NOT NULL;
ALTER TABLE users ADD a int NOT NULL GENERATED ALWAYS AS (1) STORED, ADD b int GENERATED ALWAYS AS IDENTITY NOT NULL;
ALTER TABLE users ADD c bigserial NOT NULL, ADD d bigserial PRIMARY KEY, ADD e int, ADD f int NULL;

-- case: new tables, columns that are there, domains
-- history:
CREATE TABLE known (a int);
CREATE DOMAIN colour AS text DEFAULT 'red';
-- file:
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN y int NOT NULL;
ALTER TABLE known ADD COLUMN IF NOT EXISTS a int NOT NULL, ADD COLUMN c colour NOT NULL;
ALTER TYPE pair ADD ATTRIBUTE c int;
