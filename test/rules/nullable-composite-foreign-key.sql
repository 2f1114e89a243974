-- case: in CREATE TABLE
CREATE TABLE s."A" (a int, "B" int, c int NOT NULL, CONSTRAINT f FOREIGN KEY (a, "B", c) REFERENCES s.p (x, y, z) ON DELETE CASCADE);
-- expect: unchecked "(a, "B", c)"
CREATE TABLE b (a int, b int, FOREIGN KEY (a, b) /* x */ REFERENCES p MATCH SIMPLE);
-- expect: unchecked "(a, b)"

-- case: in ALTER TABLE
-- history:
CREATE TABLE t (a int, b int, c int NOT NULL);
-- file:
ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p NOT VALID;
-- expect: unchecked "(a, b)"
ALTER TABLE t ADD CONSTRAINT g FOREIGN KEY (a, c) REFERENCES p;
ALTER TABLE t ALTER a SET NOT NULL, ADD CONSTRAINT h FOREIGN KEY (a, b) REFERENCES p;
ALTER TABLE unknown ADD CONSTRAINT h FOREIGN KEY (a, b) REFERENCES p;

-- case: one switch, all or none, or always there
CREATE TABLE a (tenant int NOT NULL, parent int, FOREIGN KEY (tenant, parent) REFERENCES a (x, y));
CREATE TABLE b (a int, b int, FOREIGN KEY (a, b) REFERENCES p MATCH FULL);
CREATE TABLE c (a int, b int, PRIMARY KEY (a, b), FOREIGN KEY (a, b) REFERENCES p);
CREATE TABLE d (a int REFERENCES p (x), b int REFERENCES p (y));
