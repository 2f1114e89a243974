-- case: each commits by itself
-- transaction: each
ALTER TABLE shop."Orders" ADD COLUMN a int;
-- expect: locks "ALTER TABLE shop."Orders""
-- of the shop
alter table shop."Orders" /* more */ drop b, alter c set default 1;
ALTER TABLE shop."Orders" ALTER d DROP NOT NULL;
SELECT 1;
ALTER TABLE shop."Orders" ADD e int;

-- case: two that write the table anew, in one transaction
-- transaction: one
-- history:
CREATE TABLE orders (id int PRIMARY KEY, a int, b int);
-- file:
ALTER TABLE orders ALTER a TYPE bigint;
-- expect: reads "ALTER TABLE orders"
ALTER TABLE orders ALTER b TYPE bigint;
ALTER TABLE orders ADD c int;

-- case: two that are tested
-- history:
CREATE TABLE orders (id int PRIMARY KEY, a int, b int);
-- file:
ALTER TABLE orders ADD CHECK (a > 0);
-- expect: reads "ALTER TABLE orders"
ALTER TABLE orders ALTER b SET NOT NULL;

-- case: in one transaction and brief, or nobody knows
ALTER TABLE orders ADD a int;
ALTER TABLE orders ADD b int;
BEGIN;
ALTER TABLE orders ADD a int;
ALTER TABLE orders ADD b int;
COMMIT;

-- case: what belongs apart, other tables, the same column
-- transaction: each
ALTER TABLE orders ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT c;
ALTER TABLE orders ALTER a SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT c;
ALTER TABLE orders ADD b text;
ALTER TABLE orders ALTER b SET DEFAULT 'x';
ALTER TABLE ONLY orders ADD d text;
ALTER TABLE other ADD d text;
ALTER TABLE orders ADD e text;
SET lock_timeout = '1s';
ALTER TABLE orders ADD f text;

-- case: a marker between them
-- transaction: each
ALTER TABLE orders ADD a int;--> statement-breakpoint
-- expect: locks "ALTER TABLE orders"
ALTER TABLE orders ADD b int;

-- case: a new table, and undone
-- transaction: each
CREATE TABLE t (id bigint PRIMARY KEY);
ALTER TABLE t ADD a int;
ALTER TABLE t ADD b int;

-- case: undone
-- down
-- transaction: each
ALTER TABLE t ADD a int;
ALTER TABLE t ADD b int;
