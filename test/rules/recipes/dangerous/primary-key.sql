-- file: 001_tables.sql
CREATE TABLE events (number bigint NOT NULL, payload jsonb NOT NULL);
-- file: 002_key.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY (number);
-- expect: adding-primary-key "ADD CONSTRAINT events_pkey PRIMARY KEY (number)"
