-- tables: orders
-- query: query.sql
WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers) SELECT n FROM numbers;
-- expect: recursive-cte-no-stop "numbers"
