-- tables: readings
-- file: 002_next_year.sql
CREATE TABLE readings_2027 (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, value double precision, PRIMARY KEY (device_id, taken_at));
-- file: 003_attach.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE readings ATTACH PARTITION readings_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- expect: attach-partition-scan "ATTACH PARTITION readings_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')"
