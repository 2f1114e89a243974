-- case: plain, quotes, inside a transaction
-- transaction: one
-- history:
CREATE TABLE "Sales"."Orders" (id int, "userId" int, state text);
CREATE INDEX "Old" ON "Sales"."Orders" ("userId");
-- file:
drop /* it */ index "Sales"."Old"; SELECT 1;
-- expect: gap "drop /* it */ index "Sales"."Old""
CREATE INDEX "New" ON "Sales"."Orders" ("userId", state);

-- case: the same name again
-- history:
CREATE TABLE orders (id int, user_id int);
CREATE INDEX orders_user_id_idx ON orders (user_id);
-- file:
DROP INDEX CONCURRENTLY orders_user_id_idx;
-- expect: gap "DROP INDEX CONCURRENTLY orders_user_id_idx"
CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders USING hash (user_id);

-- case: one behind the other, with another name
-- history:
CREATE TABLE orders (id int, user_id int, state text);
CREATE INDEX old_idx ON orders (user_id);
-- file:
DROP INDEX CONCURRENTLY old_idx;
-- expect: gap "DROP INDEX CONCURRENTLY old_idx"

CREATE INDEX CONCURRENTLY /* wider */ new_idx ON orders (user_id, state);

-- case: in the right order
-- history:
CREATE TABLE orders (id int, user_id int, state text);
CREATE INDEX old_idx ON orders (user_id);
-- file:
CREATE INDEX CONCURRENTLY new_idx ON orders (user_id, state);
DROP INDEX CONCURRENTLY old_idx;

-- case: another index is left, another column, another table
-- history:
CREATE TABLE orders (id int, user_id int, state text);
CREATE TABLE lines (user_id int);
CREATE INDEX one_idx ON orders (user_id);
CREATE INDEX two_idx ON orders (user_id, state);
CREATE INDEX three_idx ON orders (state);
-- file:
DROP INDEX one_idx;
CREATE INDEX four_idx ON orders (user_id, id);
DROP INDEX three_idx;
CREATE INDEX five_idx ON orders (id, state);
CREATE INDEX six_idx ON lines (state);

-- case: what a failed attempt may have left
DROP INDEX CONCURRENTLY IF EXISTS orders_user_id_idx;
CREATE INDEX CONCURRENTLY orders_user_id_idx ON orders (user_id);

-- case: new tables
CREATE TABLE a (x int, y int);
CREATE INDEX a_idx ON a (x);
DROP INDEX a_idx;
CREATE INDEX b_idx ON a (x, y);
