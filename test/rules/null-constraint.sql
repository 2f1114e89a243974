-- case: alone, among others, with a name
CREATE TABLE t (a text NULL, "B" int /* maybe */ null DEFAULT 1, c int CONSTRAINT c_null NULL CHECK (c > 0));
-- expect: redundant "NULL"
-- expect: redundant "null"
-- expect: redundant "CONSTRAINT c_null NULL"
ALTER TABLE s.t ADD COLUMN d timestamptz NULL;
-- expect: redundant "NULL"

-- case: other words
CREATE TABLE t (a text NOT NULL, b int DEFAULT NULL, c int REFERENCES x ON DELETE SET NULL, CHECK (a IS NULL));
CREATE TEMP TABLE u (a text NULL);

-- case: undone
-- down
ALTER TABLE t ADD COLUMN d timestamptz NULL;
