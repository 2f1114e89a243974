-- case: no index
-- query
SELECT id FROM shop.events WHERE doc ->> 'status' = 'open';
-- expect: noIndex "doc ->> 'status' = 'open'"
SELECT e.id FROM "Events" e WHERE (e."Größe" #>> /* x */ '{a,b}')::int = $1; SELECT 1;
-- expect: noIndex

-- case: an index on it
-- query
-- history:
CREATE TABLE events (id bigint PRIMARY KEY, doc jsonb);
CREATE INDEX ON events ((doc ->> 'status'));
CREATE INDEX ON events (((doc ->> 'n')::int));
-- file:
SELECT id FROM events e WHERE e.doc ->> 'status' = 'open';
SELECT id FROM events WHERE (doc ->> 'n')::int = 5;
SELECT id FROM events WHERE doc ->> 'kind' = 'x';
-- expect: noIndex

-- case: an index on another expression
-- query
-- history:
CREATE TABLE events (id bigint PRIMARY KEY, doc jsonb);
CREATE INDEX ON events ((doc ->> 'n'));
-- file:
SELECT id FROM events e WHERE (e.doc ->> 'n')::int = 5;
-- expect: noIndex
SELECT id FROM events e WHERE e.doc #>> '{a,b}' = 'it''s';
-- expect: noIndex
SELECT id FROM events e WHERE (e.doc ->> 'at')::date = $1;
-- expect: noIndex

-- case: silent
-- query
-- crlf
SELECT id FROM events WHERE doc @> '{"a": 1}';
SELECT id FROM events WHERE id = 5 AND doc ->> 'a' = 'x';
SELECT doc ->> 'a' = 'x' FROM events;
