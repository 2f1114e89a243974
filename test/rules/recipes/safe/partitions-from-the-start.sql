-- file: 001_measurements.sql
CREATE TABLE measurements (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, value double precision, PRIMARY KEY (device_id, taken_at)) PARTITION BY RANGE (taken_at);
CREATE TABLE measurements_2026_01 PARTITION OF measurements FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE INDEX measurements_taken_at_idx ON measurements (taken_at);
