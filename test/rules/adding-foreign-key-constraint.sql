-- case: named, unnamed, over several columns
ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
-- expect: blocksWrites "ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id)"
ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE;
-- expect: blocksWrites "ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE"
ALTER TABLE lines ADD CONSTRAINT lines_fk FOREIGN KEY (shop, number) REFERENCES orders (shop, number) DEFERRABLE INITIALLY DEFERRED;
-- expect: blocksWrites "ADD CONSTRAINT lines_fk FOREIGN KEY (shop, number) REFERENCES orders (shop, number) DEFERRABLE INITIALLY DEFERRED"

-- case: schemas, quotes, ONLY, IF EXISTS, other alphabets
ALTER TABLE IF EXISTS ONLY "Sales"."Orders" ADD CONSTRAINT "Orders→Users" FOREIGN KEY ("userId") REFERENCES "Sales"."Users" (id);
-- expect: blocksWrites "ADD CONSTRAINT "Orders→Users" FOREIGN KEY ("userId") REFERENCES "Sales"."Users" (id)"

-- case: Windows line ends and comments
-- crlf
ALTER TABLE orders -- the orders
  ADD CONSTRAINT o_fk FOREIGN KEY (user_id) REFERENCES users /* of the shop */;
-- expect: blocksWrites "ADD CONSTRAINT o_fk FOREIGN KEY (user_id) REFERENCES users"

-- case: several subcommands
ALTER TABLE orders ADD COLUMN note text, ADD CONSTRAINT a_fk FOREIGN KEY (a) REFERENCES x (id),
-- expect: blocksWrites "ADD CONSTRAINT a_fk FOREIGN KEY (a) REFERENCES x (id)"
  ADD CONSTRAINT b_fk FOREIGN KEY (b) REFERENCES y (id) NOT VALID, ALTER COLUMN c SET DEFAULT 1;

-- case: NOT VALID, validated, not enforced, and keys of new columns
ALTER TABLE orders ADD CONSTRAINT o_fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT o_fk;
ALTER TABLE orders ADD CONSTRAINT p_fk FOREIGN KEY (shop_id) REFERENCES shops (id) NOT ENFORCED;
ALTER TABLE orders ADD COLUMN driver_id bigint REFERENCES drivers (id);

-- case: new referencing tables
CREATE TABLE a (x int);
ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES users (id);
CREATE TABLE shop.b (x int);
ALTER TABLE shop.b RENAME TO c;
ALTER TABLE shop.c ADD FOREIGN KEY (x) REFERENCES users (id);
CREATE TEMP TABLE d (x int);
ALTER TABLE d ADD FOREIGN KEY (x) REFERENCES d (x);

-- case: only the referenced table is new
CREATE TABLE shops (id bigint PRIMARY KEY);
ALTER TABLE orders ADD CONSTRAINT o_fk FOREIGN KEY (shop_id) REFERENCES shops (id);
-- expect: blocksWrites "ADD CONSTRAINT o_fk FOREIGN KEY (shop_id) REFERENCES shops (id)"

-- case: to itself
ALTER TABLE nodes ADD CONSTRAINT n_fk FOREIGN KEY (parent) REFERENCES nodes (id);
-- expect: blocksWrites "ADD CONSTRAINT n_fk FOREIGN KEY (parent) REFERENCES nodes (id)"

-- case: inside a transaction
-- transaction: one
ALTER TABLE orders ADD CONSTRAINT o_fk FOREIGN KEY (user_id) REFERENCES users (id);
-- expect: blocksWrites "ADD CONSTRAINT o_fk FOREIGN KEY (user_id) REFERENCES users (id)"

-- case: a partitioned table before 18
-- pg-version: 17
-- history:
CREATE TABLE events (at date NOT NULL, user_id bigint) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events ADD CONSTRAINT e_fk FOREIGN KEY (user_id) REFERENCES users (id);
-- expect: partitioned "ADD CONSTRAINT e_fk FOREIGN KEY (user_id) REFERENCES users (id)"

-- case: a partitioned table since 18
-- pg-version: 18
-- history:
CREATE TABLE events (at date NOT NULL, user_id bigint) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events ADD CONSTRAINT e_fk FOREIGN KEY (user_id) REFERENCES users (id);
-- expect: blocksWrites "ADD CONSTRAINT e_fk FOREIGN KEY (user_id) REFERENCES users (id)"

-- case: the partitions have the key
-- pg-version: 17
-- history:
CREATE TABLE events (at int NOT NULL, user_id bigint) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
ALTER TABLE events_1 ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES public.users (id) NOT VALID;
-- history:
ALTER TABLE events_1 VALIDATE CONSTRAINT k;
-- file:
ALTER TABLE events ADD CONSTRAINT e_fk FOREIGN KEY (user_id) REFERENCES users (id);

-- case: one of the partitions has no valid key
-- pg-version: 17
-- history:
CREATE TABLE events (at int NOT NULL, user_id bigint) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (200);
ALTER TABLE events_1 ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE events_2 ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
-- file:
ALTER TABLE events ADD CONSTRAINT e_fk FOREIGN KEY (user_id) REFERENCES users (id);
-- expect: partitioned "ADD CONSTRAINT e_fk FOREIGN KEY (user_id) REFERENCES users (id)"

-- case: not a table
-- history:
CREATE FOREIGN TABLE remote (x int) SERVER far;
-- file:
ALTER TABLE orders ADD CONSTRAINT o_check CHECK (x > 0);
ALTER FOREIGN TABLE remote ADD CONSTRAINT r_check CHECK (x > 0);
