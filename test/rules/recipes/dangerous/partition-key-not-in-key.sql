-- file: 001_tables.sql
CREATE TABLE logs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL) PARTITION BY RANGE (at);
-- expect: partition-key-in-unique "PRIMARY"
