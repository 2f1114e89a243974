-- case: plain, modes, several, quotes
-- transaction: one
LOCK TABLE orders;
-- expect: blocks "LOCK TABLE orders"
lock /* now */ "Sales"."Orders", ONLY größe IN SHARE MODE; SELECT 1;
-- expect: blocks "lock /* now */ "Sales"."Orders", ONLY größe IN SHARE MODE"
LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE;
LOCK TABLE orders IN ROW EXCLUSIVE MODE;
LOCK TABLE orders IN EXCLUSIVE MODE NOWAIT;

-- case: nobody told about the transaction
LOCK TABLE orders IN EXCLUSIVE MODE;
-- expect: blocks "LOCK TABLE orders IN EXCLUSIVE MODE"

-- case: outside a transaction
-- transaction: each
LOCK TABLE orders IN ACCESS SHARE MODE NOWAIT;
-- expect: outside "LOCK TABLE orders IN ACCESS SHARE MODE NOWAIT"
BEGIN;
LOCK TABLE orders;
-- expect: blocks "LOCK TABLE orders"
COMMIT;

-- case: new
CREATE TABLE a (x int);
LOCK TABLE a;
CREATE TEMP TABLE b (x int);
LOCK TABLE b;
