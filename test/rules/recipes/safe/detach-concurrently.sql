-- file: 001_measurements.sql
CREATE TABLE measurements (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, PRIMARY KEY (device_id, taken_at)) PARTITION BY RANGE (taken_at);
CREATE TABLE measurements_2020 PARTITION OF measurements FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- file: 002_detach.sql, each
SET lock_timeout = '2s';
ALTER TABLE measurements DETACH PARTITION measurements_2020 CONCURRENTLY;
