-- case: a procedure that commits
-- history:
CREATE PROCEDURE shop."Fill"(n int) LANGUAGE plpgsql AS $$ BEGIN LOOP UPDATE t SET a = 1; COMMIT AND CHAIN; END LOOP; END $$;
-- file:
BEGIN;
CALL shop."Fill"(1 /* batch */);
-- expect: commits "CALL shop."Fill"(1 /* batch */)"
COMMIT;
CALL shop."Fill"(2);

-- case: one that does not, and one that nobody knows
-- transaction: one
-- history:
CREATE PROCEDURE plain() LANGUAGE plpgsql AS $$ BEGIN CREATE TEMP TABLE t (a int) ON COMMIT DROP; /* COMMIT; */ RAISE NOTICE 'COMMIT;'; END $$;
-- file:
CALL plain();
CALL unknown();

-- case: a pause
-- transaction: one
SELECT pg_catalog.pg_sleep(5);
-- expect: sleeps "pg_catalog.pg_sleep(5)"
CREATE VIEW v AS SELECT pg_sleep(5);

-- case: a pause without a transaction
-- transaction: each
SELECT pg_sleep(5);

-- case: in an application
-- query
-- transaction: one
SELECT pg_sleep(5);
