-- case: a new table, with quotes
CREATE TABLE "Shop"."Items" (embedding vector(3));
CREATE INDEX ON "Shop"."Items" /* it */ USING ivfflat (embedding vector_l2_ops); SELECT 1;
-- expect: empty "ivfflat"

-- case: filled, old, unknown, other methods
CREATE TABLE a (x int, embedding vector(3));
INSERT INTO a (x, embedding) SELECT 1, '[1,2,3]';
CREATE INDEX ON a USING ivfflat (embedding vector_l2_ops);
CREATE INDEX CONCURRENTLY i ON b USING ivfflat (embedding vector_l2_ops);
CREATE TABLE c (embedding vector(3));
CREATE INDEX ON c USING hnsw (embedding vector_l2_ops);
