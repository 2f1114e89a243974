-- case: names of all kinds
-- query
SELECT * FROM public.orders;
-- expect: everyColumn "*"
SELECT "Order".* FROM "Order";
-- expect: everyColumn ""Order".*"
select o . * from orders o;
-- expect: everyColumn "o . *"
SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer_id;
-- expect: everyColumn "o.*"
SELECT größe.* FROM größe;
-- expect: everyColumn "größe.*"

-- case: several statements a line, comments, Windows line ends
-- query
-- crlf
SELECT 1; SELECT /* all */ * FROM a; SELECT b.id FROM b;
-- expect: everyColumn "*"
SELECT -- every column
  *
-- expect: everyColumn "*"
FROM a;

-- case: the columns are listed when the migrations know them
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, "Total" numeric, "user" text);
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders DROP COLUMN "user";
-- file:
SELECT * FROM orders;
-- expect: everyColumn "*"

-- case: every side of a join is listed with its alias
-- query
-- history:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
-- file:
SELECT * FROM orders o JOIN customers ON customers.id = o.customer_id;
-- expect: everyColumn "*"
SELECT customers.*, o.id FROM orders o JOIN customers ON customers.id = o.customer_id;
-- expect: everyColumn "customers.*"

-- case: USING merges columns, so the list is not offered
-- query
-- history:
CREATE TABLE a (id bigint, x int);
CREATE TABLE b (id bigint, y int);
-- file:
SELECT * FROM a JOIN b USING (id);
-- expect: everyColumn "*"

-- case: set operations report each side
-- query
SELECT * FROM a UNION ALL SELECT * FROM b;
-- expect: everyColumn "*"
-- expect: everyColumn "*"

-- case: views and inserts
CREATE VIEW v AS SELECT * FROM orders;
-- expect: inView "*"
CREATE MATERIALIZED VIEW m AS SELECT * FROM orders;
-- expect: inView "*"
INSERT INTO archive SELECT * FROM orders;
-- expect: inInsert "*"

-- case: silent where nothing is read too much
-- query
SELECT count(*) FROM orders;
SELECT id FROM orders WHERE EXISTS (SELECT * FROM customers);
WITH recent AS (SELECT id, total FROM orders) SELECT * FROM recent;
SELECT * FROM (SELECT id FROM orders) AS o;
SELECT * FROM generate_series(1, 3);
SELECT * FROM (VALUES (1), (2)) AS v (n);
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT * FROM t;
COPY (SELECT * FROM orders) TO STDOUT;
CREATE TABLE copy AS SELECT * FROM orders;
INSERT INTO orders (id) VALUES (1) RETURNING *;
SELECT row_to_json(o.*) FROM orders o;
SELECT id FROM orders WHERE total IN (SELECT * FROM limits);

-- case: a CTE that itself reads every column is no excuse
-- query
WITH recent AS (SELECT * FROM orders) SELECT * FROM recent;
-- expect: everyColumn "*"
WITH recent AS (SELECT * FROM orders) SELECT id FROM recent;

-- case: the columns behind a CTE are listed when the migrations know them
-- query
-- history:
CREATE TABLE orders (id bigint, total numeric);
-- file:
WITH recent AS (SELECT *, now() AS seen FROM orders) SELECT * FROM recent;
-- expect: everyColumn "*"

-- case: in bodies a record takes the columns as they come
CREATE TABLE t (a int, b int);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE plpgsql AS $$
DECLARE r t%ROWTYPE;
BEGIN
  SELECT * INTO r FROM t;
  PERFORM * FROM t;
  FOR r IN SELECT * FROM t LOOP NULL; END LOOP;
  INSERT INTO t SELECT * FROM t;
-- expect: inInsert "*"
  RETURN QUERY SELECT * FROM t;
END $$;

-- case: only where it breaks something
-- options: { "places": ["view", "insert"] }
SELECT * FROM orders;
CREATE VIEW v AS SELECT * FROM orders;
-- expect: inView "*"
INSERT INTO t SELECT * FROM orders;
-- expect: inInsert "*"
