-- case: every spelling
CREATE TABLE s.t (a timetz, b TIME WITH TIME ZONE, c time(3) with time zone NOT NULL, "D" pg_catalog.timetz[]);
-- expect: noDay "timetz"
-- expect: noDay "TIME WITH TIME ZONE"
-- expect: noDay "time(3) with time zone"
-- expect: noDay "pg_catalog.timetz[]"

-- case: other types and casts
CREATE TABLE t (a time, b timestamptz, c time without time zone);
SELECT CURRENT_TIME::timetz;

-- case: ADD COLUMN with a comment inside
ALTER TABLE t ADD COLUMN a /* hm */ timetz;
-- expect: noDay "timetz"
