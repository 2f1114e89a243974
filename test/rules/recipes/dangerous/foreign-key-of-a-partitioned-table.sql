-- pg-version: 15
-- file: 001_tables.sql
CREATE TABLE devices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE readings (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, PRIMARY KEY (device_id, taken_at)) PARTITION BY RANGE (taken_at);
-- file: 002_key.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE readings ADD CONSTRAINT readings_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices (id) NOT VALID;
-- expect: fk-not-valid-on-partitioned "ADD CONSTRAINT readings_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices (id) NOT VALID"
