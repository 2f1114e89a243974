-- tables: orders
-- file: 002_change.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN currency text;
UPDATE customers SET email = lower(email) WHERE email LIKE 'Info@%';
-- expect: statement-after-access-exclusive "UPDATE customers"
-- expect: unbatched-backfill "UPDATE customers"
