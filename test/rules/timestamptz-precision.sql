-- case: whole seconds
CREATE TABLE s."T" (a timestamptz(0), b TIMESTAMP (0) WITH TIME ZONE NOT NULL);
-- expect: rounds "timestamptz(0)"
-- expect: rounds "TIMESTAMP (0) WITH TIME ZONE"

-- case: without a zone
ALTER TABLE t ADD COLUMN a timestamp(0)[] DEFAULT '{}';
-- expect: rounds "timestamp(0)[]"

-- case: milliseconds, none, other types
CREATE TABLE t (a timestamptz(3), b timestamptz, c numeric(3, 0), d time(0), e interval(0));
SELECT now()::timestamptz(0);
