-- case: plain, quoted, several
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;
-- expect: nullable "ALTER COLUMN email DROP NOT NULL"
ALTER TABLE "Crm"."Users" ALTER "Name" /* may be missing */ DROP NOT NULL, ADD n int, ALTER b DROP NOT NULL;
-- expect: nullable "ALTER "Name" /* may be missing */ DROP NOT NULL"
-- expect: nullable "ALTER b DROP NOT NULL"

-- case: known columns, new tables
-- history:
CREATE TABLE users (a int, b int NOT NULL);
-- file:
ALTER TABLE users ALTER a DROP NOT NULL, ALTER b DROP NOT NULL;
-- expect: nullable "ALTER b DROP NOT NULL"
CREATE TABLE a (x int NOT NULL);
ALTER TABLE a ALTER x DROP NOT NULL;
ALTER DOMAIN d DROP NOT NULL;
