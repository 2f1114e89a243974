-- case: as ORMs write it, for two columns
-- history:
CREATE TYPE "State" AS ENUM ('a', 'b', 'c');
CREATE TABLE "Orders" (id bigint PRIMARY KEY, state "State" NOT NULL DEFAULT 'a');
CREATE TABLE lines (id bigint PRIMARY KEY, state "State");
-- file:
BEGIN;
CREATE TYPE "State_new" AS ENUM ('a', 'd');
ALTER TABLE public."Orders" ALTER COLUMN state DROP DEFAULT;
ALTER TABLE "Orders" ALTER COLUMN "state" TYPE "State_new" USING ("state"::text::"State_new") /* new */;
-- expect: fails "ALTER COLUMN "state" TYPE "State_new" USING ("state"::text::"State_new")"
ALTER TABLE lines ALTER COLUMN "state" TYPE "State_new" USING ("state"::text::"State_new");
ALTER TYPE "State" RENAME TO "State_old";
ALTER TYPE "State_new" RENAME TO "State";
DROP TYPE "State_old";
COMMIT;

-- case: values are computed
-- history:
CREATE TYPE shop.state AS ENUM ('a', 'b');
CREATE TABLE orders (id bigint PRIMARY KEY, state shop.state);
-- file:
CREATE TYPE shop.state_new AS ENUM ('a');
ALTER TABLE orders ALTER state TYPE shop.state_new USING CASE state WHEN 'b' THEN 'a' ELSE 'a' END::shop.state_new;
-- expect: refused "ALTER state TYPE shop.state_new USING CASE state WHEN 'b' THEN 'a' ELSE 'a' END::shop.state_new"

-- case: pg_enum
DELETE FROM pg_enum WHERE enumlabel = 'b';
-- expect: catalog "DELETE FROM pg_enum"
UPDATE pg_catalog.pg_enum SET enumlabel = 'c' WHERE enumlabel = 'b';
-- expect: catalog "UPDATE pg_catalog.pg_enum"
DELETE FROM mine.pg_enum WHERE id = 1;

-- case: nothing is lost, or not known
-- history:
CREATE TYPE state AS ENUM ('a', 'b');
CREATE TABLE orders (id bigint PRIMARY KEY, state state, other text);
-- file:
CREATE TYPE wider AS ENUM ('b', 'a', 'c');
CREATE TYPE empty AS ENUM ();
ALTER TABLE orders ALTER state TYPE wider USING state::text::wider;
ALTER TABLE orders ALTER other TYPE wider USING other::wider;
ALTER TABLE orders ALTER state TYPE text;
ALTER TABLE unknown ALTER state TYPE wider USING state::text::wider;
CREATE TABLE new (s state);
ALTER TABLE new ALTER s TYPE empty USING NULL;

-- case: undone
-- down
-- history:
CREATE TYPE state AS ENUM ('a', 'b');
CREATE TYPE less AS ENUM ('a');
CREATE TABLE orders (id bigint PRIMARY KEY, state state);
-- file:
ALTER TABLE orders ALTER state TYPE less USING state::text::less;
