-- case: the column is cast
-- query
-- history:
CREATE TABLE shop.orders (id bigint PRIMARY KEY, total int, weight numeric, code char(5), "Rate" real, free int);
CREATE INDEX orders_total ON shop.orders (total);
CREATE INDEX orders_weight ON shop.orders (weight);
CREATE INDEX orders_code ON shop.orders (code);
CREATE INDEX orders_rate ON shop.orders ("Rate");
CREATE TABLE prices (amount numeric);
-- file:
SELECT 1 FROM shop.orders WHERE id = 5.0;
-- expect: casts "5.0"
SELECT 1 FROM shop.orders o WHERE $1::numeric /* x */ > o.total; SELECT 1;
-- expect: casts "$1::numeric"
SELECT 1 FROM shop.orders WHERE total BETWEEN 1 AND 2.5;
-- expect: casts "2.5"
SELECT 1 FROM shop.orders WHERE total IN (1, 1e3);
-- expect: casts "1e3"
SELECT 1 FROM shop.orders WHERE weight = 5::float8 AND free > 1;
-- expect: casts "5::float8"
SELECT 1 FROM shop.orders WHERE code = 'a'::text;
-- expect: casts "'a'::text"
SELECT 1 FROM prices p JOIN shop.orders o ON o.id = p.amount;
-- expect: casts "p.amount"
SELECT 1 FROM shop.orders WHERE id = 12345678901234567890;
-- expect: casts

-- case: constants of another type
-- query
-- history:
CREATE TABLE orders (id serial PRIMARY KEY, total int);
-- file:
SELECT 1 FROM orders WHERE id = CAST('12' AS /* x */ double precision);
-- expect: casts
SELECT 1 FROM orders WHERE id = '1.5'::numeric;
-- expect: casts
SELECT 1 FROM orders WHERE id = 1.5::numeric;
-- expect: casts

-- case: silent
-- query
-- crlf
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, total int, code varchar(5), day date, rate real, free int, at timestamptz);
CREATE INDEX ON orders (total);
CREATE INDEX ON orders (code);
CREATE INDEX ON orders (day);
CREATE INDEX ON orders (rate);
-- file:
SELECT 1 FROM orders WHERE id = 5 AND total = '5';
SELECT 1 FROM orders WHERE total = 5000000000;
SELECT 1 FROM orders WHERE free = 5.0;
SELECT 1 FROM orders WHERE code = 'a'::text AND day = now() AND rate = 5.5;
SELECT 1 FROM orders WHERE id = 5 AND total > 2.5;
SELECT 1 FROM orders WHERE id <> 2.5;
SELECT 1 FROM größen WHERE id = 5.0;
SELECT total / 2.0 FROM orders WHERE id = $1;
