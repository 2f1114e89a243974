-- file: 001_events.sql
CREATE TABLE events (id bigint NOT NULL, payload jsonb NOT NULL);
ALTER TABLE events ADD PRIMARY KEY (id);
-- file: 002_readings.sql
CREATE TABLE readings (sensor_id bigint NOT NULL, taken_at timestamptz NOT NULL, value double precision NOT NULL, PRIMARY KEY (sensor_id, taken_at));
-- file: 003_wider_key.sql, each
SET lock_timeout = '2s';
CREATE UNIQUE INDEX CONCURRENTLY readings_new_pkey ON readings (taken_at, sensor_id);
-- file: 004_swap.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE readings DROP CONSTRAINT readings_pkey, ADD CONSTRAINT readings_new_pkey PRIMARY KEY USING INDEX readings_new_pkey;
