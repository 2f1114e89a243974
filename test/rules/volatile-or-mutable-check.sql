-- case: the moment
CREATE TABLE shop."Vouchers" (a date CHECK (a > CURRENT_DATE), b timestamptz, CONSTRAINT c CHECK (b /* later */ >= pg_catalog.now() + interval '1 day'));
-- expect: moment "CURRENT_DATE"
-- expect: moment "pg_catalog.now()"
ALTER TABLE t ADD CONSTRAINT d CHECK (age(born) < interval '1 year' OR born > LOCALTIMESTAMP) NOT VALID, ADD COLUMN u text CHECK (u = CURRENT_USER);
-- expect: moment "LOCALTIMESTAMP"
-- expect: moment "CURRENT_USER"
CREATE TABLE u (a date, CHECK (NOT (a <= CURRENT_DATE)), b interval, at timestamptz, CHECK (b > at - now()), CHECK (a = CURRENT_DATE));
-- expect: moment "CURRENT_DATE"
-- expect: moment "now()"
-- expect: moment "CURRENT_DATE"
CREATE DOMAIN future AS date CHECK (VALUE > CURRENT_DATE);
-- expect: moment "CURRENT_DATE"

-- case: chance
CREATE TABLE t (a int CHECK (a > random() * 10));
-- expect: volatile "random()"

-- case: what stays true
CREATE TABLE t (a timestamptz CHECK (a <= now()), b date CHECK (b < CURRENT_DATE + 1), c timestamptz CHECK (now() >= c AND c > '2000-01-01'));
ALTER TABLE t ADD CHECK (d <= (now() AT TIME ZONE 'UTC')::date) NOT VALID, ADD CHECK (e < date_trunc('day', now())) NOT VALID;

-- case: the row alone
CREATE TABLE t (a text CHECK (length(a) > 3 AND lower(a) = a), b text CHECK (to_char(c, 'YYYY') = b), c date, CHECK (app.fine(a)), CHECK (c IS DISTINCT FROM '2020-01-01'));
ALTER TABLE t ALTER COLUMN c SET DEFAULT now();
CREATE TABLE u (at timestamptz DEFAULT now() CHECK (at > '2000-01-01'));

-- case: functions that read tables
-- history:
CREATE FUNCTION app.free(int) RETURNS boolean LANGUAGE sql AS 'SELECT count(*) < 10 FROM bookings WHERE room = $1';
CREATE FUNCTION app.pure(text) RETURNS boolean LANGUAGE sql AS $$ SELECT substring($1 from 1 for 2) = 'ab' $$;
CREATE FUNCTION app.body(int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN EXISTS (SELECT 1 FROM rooms r WHERE r.id = $1); END $$;
-- file:
CREATE TABLE t (room int CHECK (app.free(room)), a text CHECK (app.pure(a)), b int CHECK (app.body(b)));
-- expect: readsTables "app.free(room)"
-- expect: readsTables "app.body(b)"
