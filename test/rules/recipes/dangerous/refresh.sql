-- file: 001_tables.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL);
CREATE MATERIALIZED VIEW states AS SELECT state, count(*) AS orders FROM orders GROUP BY state;
CREATE UNIQUE INDEX states_state_key ON states (state);
-- file: 002_refresh.sql, each
SET lock_timeout = '2s';
REFRESH MATERIALIZED VIEW states;
-- expect: concurrent-refresh-matview "REFRESH MATERIALIZED VIEW states"
