-- case: constants
CREATE TABLE s."T" (id bigint, "A" int GENERATED ALWAYS AS (1 + 1) STORED, b text GENERATED ALWAYS AS (lower('X')) VIRTUAL);
-- expect: constant ""A""
-- expect: constant "b"
ALTER TABLE t ADD COLUMN /* x */ c int GENERATED ALWAYS AS (3) STORED;
-- expect: constant "c"

-- case: computed, default, identity
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int DEFAULT 1, d int GENERATED ALWAYS AS IDENTITY);

-- case: half of a key
CREATE TABLE cars (id bigint, kind text GENERATED ALWAYS AS ('car') STORED, FOREIGN KEY (id, kind) REFERENCES vehicles (id, kind));
