-- file: 001_tables.sql
CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL);
CREATE TABLE b (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL);
-- file: 002_columns.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE a ADD COLUMN note text;
ALTER TABLE b ADD COLUMN note text;
-- expect: multi-table-ddl-transaction "ALTER TABLE b"
