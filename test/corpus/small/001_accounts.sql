-- A small history with the statements that real projects have. Made for the tests of the trace.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE SCHEMA billing;
CREATE SCHEMA IF NOT EXISTS billing;
CREATE TYPE account_state AS ENUM ('new', 'open');
ALTER TYPE account_state ADD VALUE IF NOT EXISTS 'closed';
CREATE DOMAIN positive_amount AS numeric(12, 2) CHECK (VALUE > 0);
CREATE TYPE address AS (street text, city text);
CREATE SEQUENCE billing.invoice_numbers START 1000;

CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email citext NOT NULL UNIQUE,
  state account_state NOT NULL DEFAULT 'new',
  created_at timestamptz NOT NULL DEFAULT now(),
  home address,
  name text,
  CONSTRAINT accounts_name_length CHECK (length(name) < 200)
);
CREATE TABLE billing.invoices (
  id integer PRIMARY KEY DEFAULT nextval('billing.invoice_numbers'),
  account_id bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  amount positive_amount NOT NULL,
  due date,
  note varchar(40)
);
ALTER SEQUENCE billing.invoice_numbers OWNED BY billing.invoices.id;
CREATE TABLE IF NOT EXISTS accounts (id int);
CREATE UNLOGGED TABLE visits (account_id bigint, at timestamp, path text);
CREATE TABLE visits_archive (LIKE visits INCLUDING ALL);
CREATE TABLE old_accounts AS SELECT id, email FROM accounts;
COMMENT ON TABLE accounts IS 'Everybody who signed up';
COMMENT ON COLUMN accounts.email IS 'Compared without case';
GRANT SELECT ON accounts TO reporting;
GRANT USAGE ON SCHEMA billing TO reporting;
ALTER TABLE visits_archive OWNER TO archivist;
ALTER DEFAULT PRIVILEGES IN SCHEMA billing GRANT SELECT ON TABLES TO reporting;

INSERT INTO accounts (email, name) VALUES ('ada@example.com', 'Ada'), ('bob@example.com', NULL);
INSERT INTO billing.invoices (account_id, amount, due) SELECT id, 10, '2030-01-01' FROM accounts;
INSERT INTO visits SELECT 1, timestamp '2030-01-01' + n * interval '1 minute', '/' FROM generate_series(1, 200) n;
