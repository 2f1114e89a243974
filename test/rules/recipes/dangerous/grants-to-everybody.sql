-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
GRANT ALL ON orders TO PUBLIC;
-- expect: grant-to-public "PUBLIC"
