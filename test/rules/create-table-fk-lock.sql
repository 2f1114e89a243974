-- case: old tables
CREATE TABLE a (b_id int REFERENCES b);
-- expect: locks "CREATE TABLE"
CREATE TABLE again (b_id int REFERENCES b);

-- case: added to a new table
CREATE TABLE "S".a (id int, b_id int);
ALTER TABLE ONLY "S".a ADD PRIMARY KEY (id), ADD CONSTRAINT f FOREIGN KEY (b_id) REFERENCES b /* old */;
-- expect: locks "ALTER TABLE"
ALTER TABLE "S".a ADD CONSTRAINT g FOREIGN KEY (b_id) REFERENCES b;

-- case: added to a table that was there
ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (b_id) REFERENCES b;

-- case: schemas, quotes and comments
CREATE /* new */ UNLOGGED TABLE IF NOT EXISTS "S".c ("X" int, y int REFERENCES "S"."Y" (id), FOREIGN KEY ("X") REFERENCES public.b (id));
-- expect: locks "CREATE /* new */ UNLOGGED TABLE"

-- case: new tables, the table itself, temporary tables, three tables, no foreign key
CREATE TABLE a (id int PRIMARY KEY, parent_id int REFERENCES a);
CREATE TABLE b (a_id int REFERENCES a (id));
CREATE TEMP TABLE t (a_id int REFERENCES elsewhere (id));
CREATE TABLE c (a_id int REFERENCES x, b_id int REFERENCES y, c_id int REFERENCES z);
CREATE TABLE d (a int);

-- case: the table is there already
-- history:
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE a (b_id int REFERENCES b);
-- file:
CREATE TABLE IF NOT EXISTS a (b_id int REFERENCES b);

-- case: not a migration
-- query
CREATE TABLE a (b_id int REFERENCES b);
