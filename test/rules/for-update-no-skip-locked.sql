-- case: queues
-- query
SELECT id FROM shop.jobs WHERE state = 'ready' ORDER BY id LIMIT 1 FOR UPDATE;
-- expect: waits "FOR UPDATE"
SELECT "Id" FROM "Jobs" j ORDER BY größe LIMIT $1 for no key update of j; SELECT 1;
-- expect: waits "for no key update of j"
WITH next AS (SELECT id FROM jobs WHERE done_at IS NULL ORDER BY id FETCH FIRST 5 ROWS ONLY FOR UPDATE /* lock */) UPDATE jobs SET x = 1 FROM next WHERE next.id = jobs.id;
-- expect: waits "FOR UPDATE"

-- case: silent
-- query
-- crlf
SELECT id FROM jobs ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;
SELECT id FROM jobs ORDER BY id LIMIT 1 FOR UPDATE NOWAIT;
SELECT id FROM jobs WHERE id = 1 FOR UPDATE;
SELECT id FROM entries WHERE account_id = @account::bigint AND deleted_at IS NULL ORDER BY id DESC LIMIT 1 FOR UPDATE;
SELECT id FROM entries WHERE account_id = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE;
SELECT id FROM jobs ORDER BY id LIMIT 1 FOR SHARE;
SELECT id FROM jobs ORDER BY id LIMIT 1;
