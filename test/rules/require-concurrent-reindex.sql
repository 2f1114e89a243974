-- case: index, table, schema, database
REINDEX INDEX orders_user_id_idx;
-- expect: blocks "REINDEX INDEX orders_user_id_idx"
reindex /* all */ table "Sales"."Orders";
-- expect: blocks "reindex /* all */ table "Sales"."Orders""
REINDEX (VERBOSE) TABLE größe; SELECT 1;
-- expect: blocks "REINDEX (VERBOSE) TABLE größe"
REINDEX SCHEMA shop;
-- expect: many "REINDEX SCHEMA shop"
REINDEX DATABASE;
-- expect: many "REINDEX DATABASE"
REINDEX (CONCURRENTLY false) INDEX a_idx;
-- expect: blocks "REINDEX (CONCURRENTLY false) INDEX a_idx"

-- case: CONCURRENTLY is there
REINDEX INDEX CONCURRENTLY a_idx;
REINDEX (CONCURRENTLY) TABLE a;
REINDEX (CONCURRENTLY on, VERBOSE) TABLE a;

-- case: system catalogs
REINDEX SYSTEM;
REINDEX TABLE pg_catalog.pg_class;
REINDEX SCHEMA pg_catalog;
REINDEX INDEX pg_class_oid_index;
REINDEX TABLE pg_toast.pg_toast_1260;

-- case: inside a transaction
-- transaction: one
REINDEX INDEX a_idx;
-- expect: inTransaction "REINDEX INDEX a_idx"

-- case: new tables
CREATE TABLE a (x int);
CREATE INDEX a_idx ON a (x);
REINDEX INDEX a_idx;
REINDEX TABLE a;

-- case: known indexes
-- history:
CREATE TABLE a (x int, during tsrange, EXCLUDE USING gist (during WITH &&));
CREATE INDEX a_idx ON a (x);
-- file:
REINDEX INDEX a_idx;
-- expect: blocks "REINDEX INDEX a_idx"
REINDEX INDEX a_during_excl;

-- case: refused inside a transaction, which another rule says
-- transaction: one
-- history:
CREATE TABLE events (at int) PARTITION BY RANGE (at);
-- file:
REINDEX SCHEMA shop;
REINDEX TABLE events;
REINDEX TABLE orders;
-- expect: inTransaction
