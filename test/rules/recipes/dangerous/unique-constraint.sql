-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE (email);
-- expect: disallowed-unique-constraint "ADD CONSTRAINT customers_email_key UNIQUE (email)"
