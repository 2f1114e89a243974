-- case: NOT NULL, and a key
-- history:
CREATE TABLE shop."Orders" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "State" text NOT NULL DEFAULT 'open', b int DEFAULT 1);
-- file:
ALTER TABLE shop."Orders" ALTER COLUMN "State" DROP DEFAULT /* now */, ALTER id DROP DEFAULT, ALTER b DROP DEFAULT;
-- expect: required "ALTER COLUMN "State" DROP DEFAULT"

-- case: a column of the same file
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file:
ALTER TABLE orders ADD state text NOT NULL DEFAULT 'open';
ALTER TABLE orders ALTER state DROP DEFAULT;
-- expect: required "ALTER state DROP DEFAULT"

-- case: set again, dropped, let empty, an identity, none before, unknown, a new table
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY DEFAULT 1, a int NOT NULL DEFAULT 1, b int NOT NULL DEFAULT 1, c int NOT NULL DEFAULT 1, d int NOT NULL);
-- file:
ALTER TABLE orders ALTER a DROP DEFAULT, ALTER b DROP DEFAULT, ALTER c DROP DEFAULT, ALTER d DROP DEFAULT, ALTER id DROP DEFAULT;
ALTER TABLE orders ALTER a SET DEFAULT 2, DROP b, ALTER c DROP NOT NULL;
ALTER TABLE orders ALTER id ADD GENERATED ALWAYS AS IDENTITY;
ALTER TABLE other ALTER a DROP DEFAULT;
CREATE TABLE t (a int NOT NULL DEFAULT 1);
ALTER TABLE t ALTER a DROP DEFAULT;

-- case: undone
-- down
-- history:
CREATE TABLE orders (a int NOT NULL DEFAULT 1);
-- file:
ALTER TABLE orders ALTER a DROP DEFAULT;
