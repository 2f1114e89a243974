-- file: 001_tables.sql
CREATE TABLE bookings (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, during tstzrange NOT NULL);
-- file: 002_exclude.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE bookings ADD CONSTRAINT bookings_during_excl EXCLUDE USING gist (during WITH &&);
-- expect: adding-exclusion-constraint "ADD CONSTRAINT bookings_during_excl EXCLUDE USING gist (during WITH &&)"
