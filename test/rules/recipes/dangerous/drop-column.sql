-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders DROP COLUMN note;
-- expect: ban-drop-column "DROP COLUMN note"
