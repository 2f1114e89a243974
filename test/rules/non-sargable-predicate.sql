-- case: an index is known
-- query
-- history:
CREATE TABLE shop.orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, total int, code varchar(20), "Note" text, free timestamptz);
CREATE INDEX orders_created ON shop.orders (created_at);
CREATE INDEX orders_total ON shop.orders (total);
CREATE INDEX orders_code ON shop.orders (code);
CREATE INDEX orders_note ON shop.orders ("Note");
CREATE INDEX orders_upper ON shop.orders (upper("Note"));
-- file:
SELECT id FROM shop.orders WHERE created_at::date = '2026-01-31';
-- expect: defeatsIndex "created_at::date"
SELECT id FROM shop.orders o WHERE date_trunc('month', o.created_at) = '2026-12-01' AND o.total > 1; SELECT 1;
-- expect: defeatsIndex "date_trunc('month', o.created_at)"
SELECT id FROM shop.orders WHERE extract(year FROM created_at) = 2026;
-- expect: defeatsIndex "extract(year FROM created_at)"
SELECT id FROM shop.orders WHERE to_char(created_at, 'YYYY-MM') = /* may */ '2026-05';
-- expect: defeatsIndex
SELECT id FROM shop.orders WHERE CAST(created_at AS date) BETWEEN '2026-01-01' AND '2026-01-31';
-- expect: defeatsIndex
SELECT id FROM shop.orders WHERE date(created_at) <= $1;
-- expect: defeatsIndex
SELECT id FROM shop.orders WHERE current_date = created_at::date;
-- expect: defeatsIndex
SELECT id FROM shop.orders WHERE now() - created_at < interval '1 hour';
-- expect: defeatsIndex "now() - created_at"
SELECT id FROM shop.orders WHERE total + 1 > 5;
-- expect: defeatsIndex "total + 1"
SELECT id FROM shop.orders WHERE coalesce(total, 0) = 0;
-- expect: defeatsIndex
SELECT id FROM shop.orders WHERE coalesce(total, 0) = 5;
-- expect: defeatsIndex
SELECT id FROM shop.orders WHERE lower("Note") IN ('a', 'b');
-- expect: defeatsIndex
DELETE FROM shop.orders WHERE id::text = '5';
-- expect: defeatsIndex "id::text"

-- case: silent where nothing is lost
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, day date, code varchar(20), note text, free text);
CREATE INDEX ON orders (created_at);
CREATE INDEX ON orders (day);
CREATE INDEX ON orders (code);
CREATE INDEX ON orders (note);
CREATE INDEX ON orders (upper(note));
-- file:
SELECT id FROM orders WHERE lower(free) = 'x';
SELECT id FROM orders o WHERE upper(o.note) = 'X';
SELECT id FROM orders WHERE day::date = '2026-01-01' AND code::text = 'x';
SELECT id FROM orders WHERE id = 5 AND lower(note) = 'x';
SELECT id FROM orders WHERE created_at >= '2026-01-01'::date + 1;
SELECT id FROM orders WHERE lower(note) <> 'x';
SELECT id FROM orders WHERE length(note) > 5;
SELECT lower(note) FROM orders WHERE lower(note) IS NULL;
SELECT id FROM orders GROUP BY id HAVING lower(max(note)) = 'x';

-- case: unknown tables
-- query
-- crlf
SELECT id FROM users WHERE lower(email) = 'ada';
-- expect: unknownIndex "lower(email)"
SELECT g.id FROM größen g WHERE date_trunc('day', g.at) = '2026-02-28';
-- expect: unknownIndex
SELECT id FROM users WHERE team_id = $1 AND lower(email) = 'ada';
SELECT relname FROM pg_class WHERE relkind::text = 'r';
SELECT id FROM users WHERE lower(email) = lower(login);
SELECT n FROM generate_series(1, 3) n WHERE n + 1 > 2;
SELECT u.id FROM users u JOIN größen g ON g.user_id = u.id WHERE date_trunc('day', g.at) = '2026-02-28';
SELECT u.id FROM users u JOIN teams t ON lower(u.team) = lower(t.name);
SELECT id FROM users WHERE date_trunc('month', at) = '2026-01-15';
-- expect: unknownIndex
