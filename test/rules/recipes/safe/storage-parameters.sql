-- file: 001_items.sql
CREATE TABLE items (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL) WITH (fillfactor = 90);
-- file: 002_parameters.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE items SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE items ALTER COLUMN title SET STATISTICS 500;
