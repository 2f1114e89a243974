-- case: named, unnamed, several, no inherit
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0);
-- expect: check "ADD CONSTRAINT orders_total_check CHECK (total >= 0)"
ALTER TABLE orders ADD CHECK (total >= 0 AND total < 1000);
-- expect: check "ADD CHECK (total >= 0 AND total < 1000)"
ALTER TABLE orders ADD CHECK (starts < ends) NO INHERIT;
-- expect: check "ADD CHECK (starts < ends) NO INHERIT"

-- case: schemas, quotes, ONLY, IF EXISTS, other alphabets
ALTER TABLE IF EXISTS ONLY "Sales"."Größe" ADD CONSTRAINT "Größe, positiv" CHECK ("Größe" > 0);
-- expect: check "ADD CONSTRAINT "Größe, positiv" CHECK ("Größe" > 0)"

-- case: commas inside, comments, Windows line ends
-- crlf
ALTER TABLE orders ADD CONSTRAINT s CHECK (state IN ('a,b', 'c')), -- one, two
-- expect: check "ADD CONSTRAINT s CHECK (state IN ('a,b', 'c'))"
  ADD COLUMN x numeric(10, 2), /* , */ ADD CONSTRAINT x CHECK (x = ANY (ARRAY[1, 2]));
-- expect: check "ADD CONSTRAINT x CHECK (x = ANY (ARRAY[1, 2]))"

-- case: NOT VALID, validated, not enforced, other kinds
ALTER TABLE orders ADD CONSTRAINT a CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT a;
ALTER TABLE orders ADD CONSTRAINT b CHECK (total >= 0) NOT ENFORCED;
ALTER TABLE orders ADD CONSTRAINT c UNIQUE (number);
ALTER TABLE orders ADD CONSTRAINT d PRIMARY KEY USING INDEX orders_id_idx;
ALTER TABLE orders ADD CONSTRAINT e EXCLUDE USING gist (during WITH &&);
ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users (id);
ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (value > 0);

-- case: new tables
CREATE TABLE a (x int);
ALTER TABLE a ADD CHECK (x > 0);
CREATE TEMP TABLE b (x int);
ALTER TABLE b ADD CHECK (x > 0);
ALTER TABLE a RENAME TO c;
ALTER TABLE c ADD CHECK (x > 1);

-- case: dropped and made again
-- history:
CREATE TABLE orders (total int);
-- file:
ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0);
-- expect: check "ADD CONSTRAINT c CHECK (total > 0)"
DROP TABLE orders;
CREATE TABLE orders (total int);
ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0);

-- case: inside a transaction
-- transaction: one
ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0);
-- expect: check "ADD CONSTRAINT c CHECK (total >= 0)"

-- case: a partitioned table
-- history:
CREATE TABLE events (at date NOT NULL, x int) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events ADD CONSTRAINT e CHECK (x > 0);
-- expect: check "ADD CONSTRAINT e CHECK (x > 0)"

-- case: a not-null constraint since 18
ALTER TABLE orders ADD CONSTRAINT n NOT NULL total;
-- expect: notNull "ADD CONSTRAINT n NOT NULL total"
ALTER TABLE orders ADD NOT NULL "Total";
-- expect: notNull "ADD NOT NULL "Total""
ALTER TABLE orders ADD CONSTRAINT m NOT NULL total NOT VALID;

-- case: before 18 it is no SQL
-- pg-version: 17
ALTER TABLE orders ADD CONSTRAINT n NOT NULL total;

-- case: a not-null constraint that is proven
-- history:
CREATE TABLE orders (total int CHECK (total IS NOT NULL), id int NOT NULL, x int);
-- file:
ALTER TABLE orders ADD CONSTRAINT n NOT NULL total;
ALTER TABLE orders ADD CONSTRAINT i NOT NULL id;
ALTER TABLE orders ADD CONSTRAINT x NOT NULL x;
-- expect: notNull "ADD CONSTRAINT x NOT NULL x"

-- case: the proof is dropped in the same statement
-- history:
CREATE TABLE orders (total int, CONSTRAINT filled CHECK (total IS NOT NULL));
-- file:
ALTER TABLE orders DROP CONSTRAINT filled, ADD CONSTRAINT n NOT NULL total;
-- expect: notNull "ADD CONSTRAINT n NOT NULL total"

-- case: placeholders
ALTER TABLE {{ schema }}.orders ADD CONSTRAINT c CHECK (total >= :minimum), DROP COLUMN x;
-- expect: check "ADD CONSTRAINT c CHECK (total >= :minimum)"
