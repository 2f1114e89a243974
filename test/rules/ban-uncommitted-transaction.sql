-- case: no COMMIT
BEGIN;
CREATE TABLE a (id int);
CREATE TABLE "B" (id int /* the end */)
-- expect: open ")"
;

-- case: Windows line ends, no semicolon
-- crlf
start transaction;
SELECT 1;
SELECT 2
-- expect: open "2"

-- case: the second one
BEGIN; SELECT 1; COMMIT; BEGIN; SAVEPOINT s; SELECT 2;
-- expect: open "2"

-- case: after COMMIT AND CHAIN
BEGIN; SELECT 1; COMMIT AND CHAIN; SELECT 3;
-- expect: open "3"

-- case: ended
BEGIN;
SELECT 1;
ROLLBACK;
BEGIN;
SELECT 1;
END;
BEGIN;
SELECT 1;
PREPARE TRANSACTION 'x';

-- case: the framework commits
-- transaction: one
BEGIN;
SELECT 1;

-- case: the transaction of the framework was ended and another one begun
-- transaction: one
SELECT 1;
COMMIT;
CREATE TABLE a (id int);
BEGIN;
SELECT 1;

-- case: somebody types
BEGIN;

-- case: no migration
-- query
BEGIN;
SELECT 1;
