-- case: types that stop an upgrade
CREATE TABLE s."T" (a regproc, b REGPROCEDURE[] /* x */, c pg_catalog.regconfig NOT NULL);
-- expect: blocksUpgrade "regproc"
-- expect: blocksUpgrade "REGPROCEDURE[]"
-- expect: blocksUpgrade "pg_catalog.regconfig"
ALTER TABLE t ADD d regnamespace;
-- expect: blocksUpgrade "regnamespace"

-- case: types that do not, casts
CREATE TABLE t (a regclass, b regtype, c regrole, d oid, e my.regproc);
SELECT 'now'::regproc;
