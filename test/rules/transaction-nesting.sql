-- case: nested
BEGIN;
CREATE TABLE a (id int);
START TRANSACTION;
-- expect: nested "START TRANSACTION"
COMMIT;
COMMIT;
-- expect: notOpen "COMMIT"

-- case: comments and several statements in a line
begin /* one */ work; select 1; BEGIN ISOLATION LEVEL SERIALIZABLE; end;
-- expect: nested "BEGIN ISOLATION LEVEL SERIALIZABLE"

-- case: nothing was begun
CREATE TABLE a (id int);
ROLLBACK;
-- expect: notOpen "ROLLBACK"

-- case: one after the other
BEGIN;
SELECT 1;
COMMIT;
BEGIN;
SAVEPOINT s;
ROLLBACK TO s;
RELEASE SAVEPOINT s;
COMMIT AND CHAIN;
SELECT 2;
ROLLBACK;
BEGIN;
PREPARE TRANSACTION 'x';
COMMIT PREPARED 'x';

-- case: the transaction of a framework
-- transaction: one
CREATE TABLE a (id int);
COMMIT;
-- expect: endsWrapper "COMMIT"
CREATE INDEX CONCURRENTLY a_id_idx ON a (id);
BEGIN;

-- case: a pair in a file that is sent as one string
-- transaction: one
BEGIN;
SELECT 1;
COMMIT;

-- case: a body is no transaction
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN BEGIN NULL; END; END $$;
BEGIN;
COMMIT;

-- case: no migration
-- query
COMMIT;
BEGIN;
