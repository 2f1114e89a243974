-- file: 001_people.sql
CREATE TABLE people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, city varchar(40), amount numeric(10, 2));
-- file: 002_wider.sql
SET LOCAL lock_timeout = '2s';
ALTER TABLE people ALTER COLUMN city TYPE varchar(80);
ALTER TABLE people ALTER COLUMN city TYPE text;
ALTER TABLE people ALTER COLUMN amount TYPE numeric(14, 2);
