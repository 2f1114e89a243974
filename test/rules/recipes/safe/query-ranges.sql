-- file: 001_orders.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, placed_at timestamptz NOT NULL, email text NOT NULL);
CREATE INDEX orders_placed_at_idx ON orders (placed_at);
CREATE INDEX orders_email_idx ON orders (lower(email));
-- query: ranges.sql
SELECT id FROM orders WHERE placed_at >= '2026-01-01' AND placed_at < '2026-02-01';
SELECT id FROM orders WHERE lower(email) = lower($1);
SELECT id FROM orders WHERE placed_at > now() - interval '1 day';
SELECT date_trunc('day', placed_at) AS day, count(*) FROM orders GROUP BY date_trunc('day', placed_at) ORDER BY day;
