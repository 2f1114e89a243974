-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders DISABLE TRIGGER ALL;
-- expect: disable-trigger-all "DISABLE TRIGGER ALL"
