-- case: in CREATE TABLE, on the column and on the table
CREATE TABLE a (id bigint PRIMARY KEY, b_id bigint REFERENCES b (id), c_id bigint, FOREIGN KEY (c_id) REFERENCES c (id));
-- expect: missing
-- expect: missing

-- case: several columns, an index on the same set in another order covers them
CREATE TABLE a (x int, y int, z int, FOREIGN KEY (x, y) REFERENCES b (x, y));
CREATE INDEX ON a (y, x, z);

-- case: the leading columns must be exactly the set
CREATE TABLE a (x int, y int, z int, FOREIGN KEY (x, y) REFERENCES b (x, y));
-- expect: missing
CREATE INDEX ON a (x, z, y);

-- case: primary keys and unique constraints count
CREATE TABLE a (b_id bigint PRIMARY KEY REFERENCES b (id));
CREATE TABLE c (b_id bigint UNIQUE REFERENCES b (id));
CREATE TABLE d (b_id bigint REFERENCES b (id), n int, UNIQUE (b_id, n));

-- case: a partial index and an expression do not count
CREATE TABLE a (b_id bigint REFERENCES b (id), done boolean);
-- expect: missing
CREATE INDEX ON a (b_id) WHERE NOT done;
CREATE INDEX ON a ((b_id + 0));

-- case: the index exists from an earlier migration
-- history:
CREATE TABLE a (b_id bigint);
CREATE INDEX a_b ON a USING hash (b_id);
-- file:
ALTER TABLE a ADD CONSTRAINT a_b_fk FOREIGN KEY (b_id) REFERENCES b (id) NOT VALID;

-- case: an old table gets CONCURRENTLY
-- transaction: each
-- history:
CREATE TABLE "Shop"."Items" ("orderId" bigint);
-- file:
ALTER TABLE "Shop"."Items" ADD CONSTRAINT items_order FOREIGN KEY ("orderId") REFERENCES orders (id) NOT VALID;
-- expect: missing

-- case: an old table inside a transaction gets advice only
-- transaction: one
-- history:
CREATE TABLE items (order_id bigint);
-- file:
ALTER TABLE items ADD CONSTRAINT items_order FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID;
-- expect: missingInTransaction

-- case: a new column of an old table
ALTER TABLE items ADD COLUMN parent_id bigint REFERENCES items (id);
-- expect: missing

-- case: dropped again in the same file
CREATE TABLE a (b_id bigint REFERENCES b (id));
DROP TABLE a;
CREATE TABLE c (b_id bigint, CONSTRAINT c_b FOREIGN KEY (b_id) REFERENCES b (id));
ALTER TABLE c DROP CONSTRAINT c_b;

-- case: temporary tables are left alone
CREATE TEMP TABLE t (b_id bigint REFERENCES b (id));

-- case: names outside ASCII, several statements a line, Windows line ends
-- crlf
SELECT 1; CREATE TABLE größe (id int, straße_id int REFERENCES straße (id)); SELECT 2;
-- expect: missing

-- case: a partitioned table that is new
CREATE TABLE m (id bigint, b_id bigint REFERENCES b (id)) PARTITION BY RANGE (id);
-- expect: missing

-- case: an index of the rows that have a key
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY);
-- file:
CREATE TABLE items (order_id bigint REFERENCES orders, other bigint, third bigint REFERENCES orders);
-- expect: missing "REFERENCES"
CREATE INDEX ON items (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX ON items (third) WHERE other IS NOT NULL;

-- case: tables that are left alone
-- options: { "ignoreTables": ["archive.*"] }
CREATE TABLE archive.orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
-- expect: missing

-- case: several keys of the same columns lack one index
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id) REFERENCES people (id), FOREIGN KEY (user_id) REFERENCES others (id));
-- expect: missing
