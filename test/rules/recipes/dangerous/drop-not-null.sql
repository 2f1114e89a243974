-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN state DROP NOT NULL;
-- expect: ban-drop-not-null "ALTER COLUMN state DROP NOT NULL"
