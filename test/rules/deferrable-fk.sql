-- case: on columns, on the table, added
CREATE TABLE t (a bigint REFERENCES x DEFERRABLE, b int UNIQUE INITIALLY DEFERRED, CONSTRAINT f FOREIGN KEY (a) REFERENCES "Y" deferrable /* late */ initially deferred);
-- expect: postponed "DEFERRABLE"
-- expect: key "INITIALLY DEFERRED"
-- expect: postponed "deferrable"
ALTER TABLE s."T" ADD PRIMARY KEY (id) DEFERRABLE, ADD FOREIGN KEY (a) REFERENCES x NOT VALID;
-- expect: key "DEFERRABLE"

-- case: not deferrable
CREATE TABLE t (a bigint REFERENCES x NOT DEFERRABLE, b int REFERENCES x INITIALLY IMMEDIATE UNIQUE, c bigint REFERENCES x);
ALTER TABLE t ADD CONSTRAINT e EXCLUDE USING gist (during WITH &&) DEFERRABLE;

-- case: undone, temporary
-- down
ALTER TABLE t ADD PRIMARY KEY (id) DEFERRABLE;
CREATE TEMP TABLE u (a int UNIQUE DEFERRABLE);
