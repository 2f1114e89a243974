-- tables: readings
-- file: 002_change.sql, each
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY readings_value_idx ON readings (value);
-- expect: index-on-partitioned-parent "CREATE INDEX CONCURRENTLY"
