-- tables: readings
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE readings DETACH PARTITION readings_2026;
-- expect: require-concurrent-partition-detach "DETACH PARTITION readings_2026"
