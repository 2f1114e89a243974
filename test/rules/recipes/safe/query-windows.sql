-- file: 001_readings.sql
CREATE TABLE readings (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, value double precision NOT NULL, PRIMARY KEY (device_id, taken_at));
-- query: windows.sql
SELECT device_id, taken_at, value - lag(value) OVER (PARTITION BY device_id ORDER BY taken_at) AS change FROM readings;
SELECT device_id, last_value(value) OVER (PARTITION BY device_id ORDER BY taken_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS newest FROM readings;
SELECT DISTINCT ON (device_id) device_id, taken_at, value FROM readings ORDER BY device_id, taken_at DESC;
