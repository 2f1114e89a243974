-- file: 001_type.sql
CREATE TYPE order_state AS ENUM ('new', 'paid');
-- file: 002_value.sql
ALTER TYPE order_state RENAME VALUE 'paid' TO 'settled';
-- expect: renaming-enum-value "ALTER TYPE order_state RENAME VALUE 'paid' TO 'settled'"
