-- case: IN with a locking sub-select
-- query
UPDATE shop.jobs SET state = 'running' WHERE id IN (SELECT id FROM shop.jobs WHERE state = 'ready' ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED);
-- expect: runsAgain
DELETE FROM "Jobs" j WHERE j.x AND j."Id" = ANY /* few */ (SELECT "Id" FROM "Jobs" LIMIT $1 FOR UPDATE); SELECT 1;
-- expect: runsAgain
WITH a AS (SELECT 1) DELETE FROM jobs USING a WHERE ctid IN (SELECT ctid FROM jobs LIMIT 5 FOR NO KEY UPDATE);
-- expect: runsAgain "ctid IN (SELECT ctid FROM jobs LIMIT 5 FOR NO KEY UPDATE)"

-- case: silent
-- query
-- crlf
UPDATE jobs SET a = 1 WHERE id = (SELECT id FROM jobs ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
UPDATE jobs SET a = 1 WHERE id IN (SELECT id FROM jobs ORDER BY id LIMIT 1);
UPDATE jobs SET a = 1 WHERE id IN (SELECT id FROM jobs WHERE größe = 1 FOR UPDATE);
WITH picked AS MATERIALIZED (SELECT id FROM jobs LIMIT 5 FOR UPDATE) UPDATE jobs SET a = 1 WHERE id IN (SELECT id FROM picked);
UPDATE jobs SET a = 1 WHERE id = ANY (ARRAY(SELECT id FROM jobs ORDER BY id LIMIT 5 FOR UPDATE));
