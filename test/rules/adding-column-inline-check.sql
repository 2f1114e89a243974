-- case: plain
ALTER TABLE orders ADD COLUMN n int CHECK (n > 0);
-- expect: scans "CHECK (n > 0)"
ALTER TABLE orders ADD n int DEFAULT 1 CONSTRAINT positive CHECK (n > 0) NOT NULL, ADD m int;
-- expect: scans "CONSTRAINT positive CHECK (n > 0)"

-- case: schemas, quotes, comments
ALTER TABLE IF EXISTS "Shop"."Orders" ADD COLUMN "N" int -- how many
  CHECK ("N" > 0 /* at least one */) /* end */;
-- expect: scans "CHECK ("N" > 0 /* at least one */)"

-- case: two of them
ALTER TABLE orders ADD a int CHECK (a > 0), ADD b int CONSTRAINT c CHECK (b > 0);
-- expect: scans "CHECK (a > 0)"
-- expect: scans "CONSTRAINT c CHECK (b > 0)"

-- case: inside a transaction
-- transaction: one
ALTER TABLE orders ADD COLUMN n int CHECK (n > 0);
-- expect: scans "CHECK (n > 0)"

-- case: nothing is tested, or on the way
-- history:
CREATE TABLE known (a int);
-- file:
ALTER TABLE orders ADD COLUMN n int CHECK (n > 0) NOT ENFORCED;
ALTER TABLE orders ADD COLUMN n int DEFAULT random() CHECK (n > 0);
ALTER TABLE orders ADD COLUMN n int, ADD CONSTRAINT c CHECK (n > 0) NOT VALID;
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN y int CHECK (y > 0);
ALTER TABLE known ADD COLUMN IF NOT EXISTS a int CHECK (a > 0);
