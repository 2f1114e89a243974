-- tables: orders
-- file: 002_change.sql, each
SET lock_timeout = '2s';
REINDEX TABLE orders;
-- expect: require-concurrent-reindex "REINDEX TABLE orders"
