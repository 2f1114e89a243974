-- file: 002_change.sql, each
SET lock_timeout = '2s';
DROP DATABASE shop;
-- expect: ban-drop-database "DROP DATABASE shop"
