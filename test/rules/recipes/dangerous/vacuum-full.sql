-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
VACUUM FULL orders;
-- expect: vacuum-full-cluster "VACUUM FULL orders"
