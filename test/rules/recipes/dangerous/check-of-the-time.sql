-- file: 001_tables.sql
CREATE TABLE bookings (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, day date NOT NULL CHECK (day >= current_date));
-- expect: volatile-or-mutable-check "current_date"
