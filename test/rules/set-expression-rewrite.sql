-- case: stored and virtual
-- history:
CREATE TABLE "S"."Orders" (net numeric, gross numeric GENERATED ALWAYS AS (net * 1.2) STORED, v numeric GENERATED ALWAYS AS (net * 1.2) VIRTUAL);
-- file:
ALTER TABLE "S"."Orders" ALTER COLUMN gross /* new */ SET EXPRESSION AS (net * 1.25), ALTER v SET EXPRESSION AS (net * 1.25);
-- expect: rewrites "ALTER COLUMN gross /* new */ SET EXPRESSION AS (net * 1.25)"

-- case: not known
ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net * 1.25);

-- case: not known, where all are stored
-- pg-version: 17
ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net * 1.25);
-- expect: rewrites "ALTER COLUMN gross SET EXPRESSION AS (net * 1.25)"

-- case: new tables
CREATE TABLE orders (net numeric, gross numeric GENERATED ALWAYS AS (net * 1.2) STORED);
ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net * 1.25);
