-- file: 001_events.sql
CREATE TABLE events (number bigint NOT NULL, payload jsonb NOT NULL);
-- expect: require-primary-key "events"
