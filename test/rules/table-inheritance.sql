-- case: one and several parents
CREATE TABLE s."C" (b int) INHERITS (s.p, "Q");
-- expect: inherits "INHERITS"
CREATE TABLE c (LIKE p) /* inherits (x) */ inherits (p);
-- expect: inherits "inherits"

-- case: partitions, temporary and foreign tables, none
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
CREATE TABLE c (inherits text PRIMARY KEY);
CREATE TEMP TABLE c () INHERITS (p);
CREATE FOREIGN TABLE c () INHERITS (p) SERVER s;

-- case: down
-- down
CREATE TABLE c () INHERITS (p);
