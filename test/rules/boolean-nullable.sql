-- case: three states
CREATE TABLE s."T" (id bigint PRIMARY KEY, a bool, "B" BOOLEAN DEFAULT false /* x */);
-- expect: threeStates "a"
ALTER TABLE t ADD COLUMN c boolean DEFAULT true, ADD d boolean CHECK (d) DEFAULT false;
-- expect: threeStates "c"

-- case: two, or decided
CREATE TABLE t (a boolean NOT NULL, b boolean PRIMARY KEY, c boolean NULL, d boolean[], e boolean GENERATED ALWAYS AS (a AND b) STORED, f int);
