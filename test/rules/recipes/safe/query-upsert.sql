-- file: 001_counters.sql
CREATE TABLE counters (name text PRIMARY KEY, value bigint NOT NULL);
-- query: upsert.sql
INSERT INTO counters (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value;
INSERT INTO counters (name, value) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING;
