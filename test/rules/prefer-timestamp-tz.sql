-- case: all columns of a statement at once
CREATE TABLE s."T" (id bigint, a timestamp, b TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP, "C" timestamp without time zone, d timestamp(6) /* x */ without time zone[] NOT NULL);
-- expect: noInstant "timestamp"

-- case: with a zone, or no timestamp at all
CREATE TABLE t (a timestamptz, b timestamp with time zone, c timestamp(3) with time zone, d date, e time, f my.timestamp);
SELECT a::timestamp FROM t;
ALTER TABLE t ALTER COLUMN a TYPE timestamp;

-- case: ADD COLUMN
ALTER TABLE t ADD COLUMN a int, ADD COLUMN b timestamp NOT NULL, ADD c timestamp;
-- expect: noInstant "timestamp"

-- case: a clock on a wall
CREATE TABLE t (starts_local timestamp, "localTime" timestamp);

-- case: a computed zone leaves the fix to the reader
CREATE TABLE t (a timestamp DEFAULT (now() AT TIME ZONE 'utc'));
-- expect: noInstant
CREATE TABLE u (a timestamp GENERATED ALWAYS AS (b + interval '1 day') STORED, b timestamp);
-- expect: noInstant

-- case: temporary tables
CREATE TEMPORARY TABLE t (a timestamp);

-- case: down
-- down
ALTER TABLE t ADD COLUMN a timestamp;

-- case: names outside ASCII, several statements a line, Windows line ends
-- crlf
SELECT 1; CREATE TABLE größe (straße text,
  ändern timestamp); SELECT 2;
-- expect: noInstant "timestamp"
