-- case: known, in quotes, among others
-- history:
CREATE TABLE "Sales"."Orders" (id int CONSTRAINT "Key" PRIMARY KEY, x int UNIQUE);
CREATE TABLE users (id int PRIMARY KEY, name text CONSTRAINT users_pk2 UNIQUE);
-- file:
ALTER TABLE "Sales"."Orders" ADD COLUMN y int, DROP /* it */ CONSTRAINT "Key" CASCADE; SELECT 1;
-- expect: drops "DROP /* it */ CONSTRAINT "Key" CASCADE"
ALTER TABLE users DROP CONSTRAINT users_pk2;
ALTER TABLE users DROP CONSTRAINT IF EXISTS users_pkey;
-- expect: drops "DROP CONSTRAINT IF EXISTS users_pkey"

-- case: replaced by the same statement, or later in the same migration
-- history:
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY);
-- file:
ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY USING INDEX users_new;
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_new;

-- case: replaced while others look on
-- transaction: each
-- history:
CREATE TABLE users (id int PRIMARY KEY);
-- file:
ALTER TABLE users DROP CONSTRAINT users_pkey;
-- expect: drops "DROP CONSTRAINT users_pkey"
ALTER TABLE users ADD PRIMARY KEY USING INDEX users_new;

-- case: by its name only
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
-- expect: perhaps "DROP CONSTRAINT orders_pkey"
ALTER TABLE orders DROP CONSTRAINT other_pkey;

-- case: a name that the history knows for something else
-- history:
CREATE TABLE users (id int, CONSTRAINT users_pkey CHECK (id > 0));
-- file:
ALTER TABLE users DROP CONSTRAINT users_pkey;

-- case: new
CREATE TABLE a (x int PRIMARY KEY);
ALTER TABLE a DROP CONSTRAINT a_pkey;

-- case: the way down
-- down
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
