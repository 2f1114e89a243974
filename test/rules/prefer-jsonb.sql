-- case: columns, arrays, quoted names, comments
CREATE TABLE s."T" (a json, "B" JSON NOT NULL DEFAULT '{}', c json[] /* many */, d pg_catalog.json);
-- expect: noEquality "json"
-- expect: noEquality "JSON"
-- expect: noEquality "json[]"
-- expect: noEquality "pg_catalog.json"

-- case: ADD COLUMN, several
ALTER TABLE t ADD a json, ADD COLUMN IF NOT EXISTS b json, ADD c jsonb;
-- expect: noEquality "json"
-- expect: noEquality "json"

-- case: used in an expression
CREATE TABLE t (a json CHECK (json_typeof(a) = 'object'));
-- expect: noEquality "json"

-- case: jsonb, casts, temporary tables
CREATE TABLE t (a jsonb, b text);
CREATE TEMP TABLE u (a json);
SELECT a::json FROM t;

-- case: down
-- down
ALTER TABLE t ADD COLUMN a json;
