-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ALTER COLUMN note TYPE varchar(20);
-- expect: changing-column-type "ALTER COLUMN note TYPE varchar(20)"
-- expect: narrowing-type "ALTER COLUMN note TYPE varchar(20)"
