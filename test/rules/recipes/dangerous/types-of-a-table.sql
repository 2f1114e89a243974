-- file: 001_tables.sql
CREATE TABLE payments (
  id serial PRIMARY KEY,
-- expect: prefer-bigint-over-int "serial"
  amount money NOT NULL,
-- expect: no-money "money"
  code char(4),
-- expect: ban-char-field "char(4)"
  paid_at timestamp NOT NULL,
-- expect: prefer-timestamp-tz "timestamp"
  details json
-- expect: prefer-jsonb "json"
);
