-- case: every spelling
CREATE TABLE s."T" (a varchar(10), "B" CHARACTER VARYING (20) NOT NULL DEFAULT '', c char varying(3)[] /* x */);
-- expect: limit "varchar(10)"
-- expect: limit "CHARACTER VARYING (20)"
-- expect: limit "char varying(3)[]"

-- case: no limit, keys of others, casts
CREATE TABLE t (a varchar, b text, c varchar(2) REFERENCES countries (code), d bit varying(3));
SELECT a::varchar(3) FROM t;

-- case: ADD COLUMN
ALTER TABLE t ADD a varchar(3) NOT NULL, ADD b int;
-- expect: limit "varchar(3)"

-- case: what should not be text at all, which another rule says
CREATE TABLE t (id bigint PRIMARY KEY, a varchar(36) DEFAULT gen_random_uuid()::text, b varchar(36));
-- expect: limit
