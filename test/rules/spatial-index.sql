-- case: none, and a btree
CREATE TABLE shop."Places" (id bigint PRIMARY KEY, "At" public.geometry(Point, 4326), area geography /* large */);
-- expect: none ""At""
-- expect: btree "area"
CREATE INDEX b ON shop."Places" (area);

-- case: added
-- history:
CREATE TABLE places (id bigint PRIMARY KEY, old geometry);
-- file:
ALTER TABLE places ADD COLUMN at geometry;
-- expect: none "at"

-- case: indexed here, later, on an expression
CREATE TABLE places (id bigint PRIMARY KEY, a geometry, b geometry, c geometry, d geometry[]);
CREATE INDEX ON places USING gist (id, a);
CREATE INDEX ON places USING gist ((b::geography));
CREATE TABLE rooms (id bigint PRIMARY KEY, at geometry, EXCLUDE USING gist (at WITH &&));
-- later:
CREATE INDEX ON places USING brin (c);

-- case: temporary, dropped later
CREATE TEMP TABLE t (a geometry);
CREATE TABLE u (a geometry);
-- later:
DROP TABLE u;
