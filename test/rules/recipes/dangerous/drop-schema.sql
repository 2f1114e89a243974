-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
DROP SCHEMA public CASCADE;
-- expect: ban-drop-schema "DROP SCHEMA public CASCADE"
