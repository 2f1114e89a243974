-- case: unlogged
CREATE /* x */ UNLOGGED TABLE s."T" (id bigint PRIMARY KEY);
-- expect: emptied "UNLOGGED"

-- case: others
CREATE TABLE unlogged (id bigint PRIMARY KEY);
CREATE TEMP TABLE t (id bigint);

-- case: down
-- down
CREATE UNLOGGED TABLE t (id bigint PRIMARY KEY);
