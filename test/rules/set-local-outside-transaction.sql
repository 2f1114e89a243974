-- case: every statement by itself
-- transaction: each
SET LOCAL lock_timeout = '2s';
-- expect: local "SET LOCAL lock_timeout = '2s'"
set /* for now */ local "search_path" to shop; SELECT 1;
-- expect: local "set /* for now */ local "search_path" to shop"
SET LOCAL ROLE admin;
-- expect: local "SET LOCAL ROLE admin"
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
-- expect: transaction "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"
SET CONSTRAINTS ALL DEFERRED;
-- expect: constraints "SET CONSTRAINTS ALL DEFERRED"
SET lock_timeout = '2s';
SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;
BEGIN;
SET LOCAL lock_timeout = '2s';
COMMIT;

-- case: after the transaction of the framework was ended
-- transaction: one
SET LOCAL lock_timeout = '2s';
COMMIT;
SET LOCAL lock_timeout = '2s';
-- expect: local "SET LOCAL lock_timeout = '2s'"

-- case: nobody told
SET LOCAL lock_timeout = '2s';
