-- file: 001_measurements.sql
CREATE TABLE measurements (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, PRIMARY KEY (device_id, taken_at)) PARTITION BY RANGE (taken_at);
-- file: 002_february.sql
CREATE TABLE measurements_2026_02 (
  device_id bigint NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (device_id, taken_at),
  CONSTRAINT in_february CHECK (taken_at >= '2026-02-01' AND taken_at < '2026-03-01')
);
-- file: 003_attach.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE measurements ATTACH PARTITION measurements_2026_02 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
