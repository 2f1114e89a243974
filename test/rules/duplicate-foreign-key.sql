-- case: on the column and on the table
CREATE TABLE s."A" (a int REFERENCES p (x), CONSTRAINT twice FOREIGN KEY (a) REFERENCES p (x) ON DELETE CASCADE);
-- expect: twice

-- case: later, in another order
-- history:
CREATE TABLE a (x int, y int, CONSTRAINT one FOREIGN KEY (x, y) REFERENCES p (u, v));
-- file:
ALTER TABLE a ADD CONSTRAINT two FOREIGN KEY (y, x) REFERENCES p (v, u) NOT VALID;
-- expect: twice

-- case: other columns, other tables, other pairs
CREATE TABLE a (x int REFERENCES p (u), y int REFERENCES p (u), CONSTRAINT c FOREIGN KEY (x) REFERENCES q (u), CONSTRAINT d FOREIGN KEY (x) REFERENCES p (v));

-- case: replaced
-- history:
CREATE TABLE a (x int, CONSTRAINT one FOREIGN KEY (x) REFERENCES p (u));
-- file:
ALTER TABLE a ADD CONSTRAINT two FOREIGN KEY (x) REFERENCES p (u) NOT VALID;
ALTER TABLE a DROP CONSTRAINT one;

-- case: partitions take over the keys of their parent
CREATE TABLE a (x int) PARTITION BY LIST (x);
CREATE TABLE b PARTITION OF a (FOREIGN KEY (x) REFERENCES p (u)) FOR VALUES IN (1);
ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES p (u);
