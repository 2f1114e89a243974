-- file: 001_measurements.sql
CREATE TABLE measurements (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, value double precision, PRIMARY KEY (device_id, taken_at)) PARTITION BY RANGE (taken_at);
CREATE TABLE measurements_2026 PARTITION OF measurements FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- file: 002_parent.sql
SET LOCAL lock_timeout = '2s';
CREATE INDEX measurements_value_idx ON ONLY measurements (value);
-- file: 003_partition.sql, each
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY measurements_2026_value_idx ON measurements_2026 (value);
-- file: 004_attach.sql
SET LOCAL lock_timeout = '2s';
ALTER INDEX measurements_value_idx ATTACH PARTITION measurements_2026_value_idx;
