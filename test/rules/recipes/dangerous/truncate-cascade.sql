-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
TRUNCATE customers CASCADE;
-- expect: ban-truncate-cascade "TRUNCATE customers CASCADE"
