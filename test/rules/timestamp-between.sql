-- case: by the name of an unknown table's column
-- query
SELECT id FROM shop.orders WHERE created_at BETWEEN '2026-01-01' AND '2026-01-31';
-- expect: midnight "created_at BETWEEN '2026-01-01' AND '2026-01-31'"
SELECT id FROM "Orders" o WHERE o.x AND o.created_at between $1 /* x */ and date '2024-02-28'; SELECT 1;
-- expect: midnight
SELECT id FROM orders WHERE paid_at BETWEEN '2026-12-01' AND '2026-12-31 23:59:59';
-- expect: lastSecond
SELECT id FROM orders WHERE paid_at BETWEEN '2026-12-01' AND current_date;
-- expect: midnight
SELECT id FROM orders WHERE paid_at BETWEEN $1::date AND $2::date;
-- expect: midnight

-- case: by its type
-- query
-- crlf
-- history:
CREATE TABLE orders (id bigint, größe timestamp, placed timestamptz, day_at date);
-- file:
SELECT id FROM orders WHERE größe BETWEEN '2026-01-01' AND '2026-01-31';
-- expect: midnight
SELECT id FROM orders WHERE day_at BETWEEN '2026-01-01' AND '2026-01-31';
SELECT id FROM orders WHERE placed BETWEEN '2026-01-01' AND '2026-01-31 12:00';

-- case: silent
-- query
SELECT id FROM orders WHERE day BETWEEN '2026-01-01' AND '2026-01-31';
SELECT id FROM orders WHERE created_at BETWEEN $1 AND $2;
SELECT id FROM orders WHERE created_at BETWEEN now() - interval '1 day' AND now();
SELECT id FROM orders WHERE created_at NOT BETWEEN '2026-01-01' AND '2026-01-31';
SELECT id FROM orders WHERE created_at BETWEEN timestamp '2026-01-01' AND '2026-02-01'::timestamptz;
