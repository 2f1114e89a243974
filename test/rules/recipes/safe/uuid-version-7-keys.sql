-- pg-version: 18
-- file: 001_sessions.sql
CREATE TABLE sessions (id uuid PRIMARY KEY DEFAULT uuidv7(), started_at timestamptz NOT NULL DEFAULT now());
