-- case: a foreign key
-- history:
CREATE TABLE "Crm"."Users" (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, a int, parent_id int, CONSTRAINT "F" FOREIGN KEY (a) REFERENCES "Crm"."Users", CONSTRAINT own FOREIGN KEY (parent_id) REFERENCES orders, CONSTRAINT c CHECK (a > 0));
-- file:
ALTER TABLE public.orders ADD n int, DROP CONSTRAINT /* the key */ "F" CASCADE;
-- expect: constraint "DROP CONSTRAINT /* the key */ "F" CASCADE"
ALTER TABLE orders DROP CONSTRAINT own;
ALTER TABLE orders DROP CONSTRAINT c;
ALTER TABLE orders DROP CONSTRAINT IF EXISTS none;
ALTER TABLE unknown_table DROP CONSTRAINT f;

-- case: a table
-- history:
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, a int REFERENCES users, b int REFERENCES orders);
CREATE TABLE lines (order_id int REFERENCES orders);
CREATE TABLE alone (id int);
-- file:
DROP TABLE alone;
DROP TABLE lines, orders;
-- expect: table "DROP TABLE lines, orders"

-- case: both go, new tables
-- history:
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, a int REFERENCES users);
-- file:
DROP TABLE orders, users;
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE c (b_id int, CONSTRAINT f FOREIGN KEY (b_id) REFERENCES b);
ALTER TABLE c DROP CONSTRAINT f;
DROP TABLE c;
DROP TABLE IF EXISTS never_there;
