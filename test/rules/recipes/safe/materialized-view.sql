-- file: 001_orders.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, placed_at timestamptz NOT NULL);
-- file: 002_view.sql
CREATE MATERIALIZED VIEW daily_orders AS SELECT date_trunc('day', placed_at) AS day, count(*) AS orders FROM orders GROUP BY date_trunc('day', placed_at) WITH NO DATA;
CREATE UNIQUE INDEX daily_orders_day_key ON daily_orders (day);
-- file: 003_fill.sql, each
SET lock_timeout = '2s';
REFRESH MATERIALIZED VIEW daily_orders;
-- file: 004_refresh.sql, each
SET lock_timeout = '2s';
REFRESH MATERIALIZED VIEW CONCURRENTLY daily_orders;
