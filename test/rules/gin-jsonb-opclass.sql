-- case: new and old tables, quotes, several columns
-- history:
CREATE TABLE "Shop"."Docs" ("Body" jsonb, größe jsonb, tags text[]);
-- file:
create index concurrently i on "Shop"."Docs" using gin (tags, "Body" /* it */, größe jsonb_path_ops); SELECT 1;
-- expect: larger ""Body""
CREATE TABLE docs (body jsonb);
CREATE INDEX ON docs USING GIN (body) WHERE body IS NOT NULL;
-- expect: larger "body"

-- case: another class, other types, unknown
CREATE TABLE a (body jsonb, bodies jsonb[], words tsvector);
CREATE INDEX ON a USING gin (body jsonb_path_ops);
CREATE INDEX ON a USING gin (body jsonb_ops);
CREATE INDEX ON a USING gin (bodies);
CREATE INDEX ON a USING gin (words);
CREATE INDEX ON a USING gin ((body -> 'x'));
CREATE INDEX ON a USING btree (body);
CREATE INDEX CONCURRENTLY i ON b USING gin (body);
