-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders SET UNLOGGED;
-- expect: table-storage-rewrite "SET UNLOGGED"
