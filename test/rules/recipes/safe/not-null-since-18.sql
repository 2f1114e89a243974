-- pg-version: 18
-- file: 001_users.sql
CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text);
-- file: 002_not_valid.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD CONSTRAINT users_email_not_null NOT NULL email NOT VALID;
-- file: 003_validate.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE users VALIDATE CONSTRAINT users_email_not_null;
