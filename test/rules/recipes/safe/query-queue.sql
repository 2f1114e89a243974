-- file: 001_jobs.sql
CREATE TABLE jobs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL DEFAULT 'waiting', payload jsonb NOT NULL);
CREATE INDEX jobs_waiting_idx ON jobs (id) WHERE state = 'waiting';
-- query: take.sql
WITH next AS MATERIALIZED (
  SELECT id FROM jobs WHERE state = 'waiting' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
)
UPDATE jobs SET state = 'running' FROM next WHERE jobs.id = next.id RETURNING jobs.id, jobs.payload;
