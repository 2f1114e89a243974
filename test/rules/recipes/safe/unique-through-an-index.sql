-- file: 001_accounts.sql
CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL);
-- file: 002_index.sql, each
SET lock_timeout = '2s';
CREATE UNIQUE INDEX CONCURRENTLY accounts_email_key ON accounts (email);
-- file: 003_constraint.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD CONSTRAINT accounts_email_key UNIQUE USING INDEX accounts_email_key;
