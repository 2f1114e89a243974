-- file: 001_tables.sql
CREATE TABLE readings (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, value double precision, PRIMARY KEY (device_id, taken_at)) PARTITION BY RANGE (taken_at);
CREATE TABLE readings_2026 PARTITION OF readings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE readings DETACH PARTITION readings_2026;
-- expect: require-concurrent-partition-detach "DETACH PARTITION readings_2026"
