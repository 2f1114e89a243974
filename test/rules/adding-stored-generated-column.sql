-- case: stored
ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) STORED;
-- expect: rewrites18 "ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) STORED"
ALTER TABLE shop."Orders" ADD gross numeric /* a */ GENERATED ALWAYS AS (net * 1.2) /* b */ STORED /* c */ NOT NULL, ADD n int;
-- expect: rewrites18 "ADD gross numeric /* a */ GENERATED ALWAYS AS (net * 1.2) /* b */ STORED /* c */ NOT NULL"

-- case: a key cannot be virtual
ALTER TABLE orders ADD COLUMN k text GENERATED ALWAYS AS (upper(a)) STORED UNIQUE;
-- expect: rewrites18 "ADD COLUMN k text GENERATED ALWAYS AS (upper(a)) STORED UNIQUE"

-- case: before 18
-- pg-version: 17
ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) STORED;
-- expect: rewrites "ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) STORED"

-- case: virtual, new, not a table
ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (net * 1.2) VIRTUAL, ADD n numeric GENERATED ALWAYS AS (net * 2);
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN y int GENERATED ALWAYS AS (x + 1) STORED;
