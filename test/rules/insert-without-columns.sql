-- case: values, queries, schemas, quotes
-- query
INSERT INTO orders VALUES (1, 'open');
-- expect: position "orders"
insert /* x */ into "Shop"."Orders" select 1, 2; SELECT 1;
-- expect: position ""Shop"."Orders""
WITH gone AS (DELETE FROM a WHERE id = 1 RETURNING *) INSERT INTO b SELECT * FROM gone;
-- expect: position "b"
INSERT INTO orders AS o VALUES (1) ON CONFLICT DO NOTHING;
-- expect: position "orders"

-- case: known columns
-- history:
CREATE TABLE orders (id int, "theState" text, note text);
-- file:
INSERT INTO orders VALUES (1, 'open'), (2, 'closed');
-- expect: position "orders"
INSERT INTO public.orders SELECT 1, 'x', 'y';
-- expect: position "public.orders"
INSERT INTO orders SELECT * FROM old_orders;
-- expect: position "orders"
INSERT INTO orders VALUES (1), (1, 2);
-- expect: position "orders"
INSERT INTO orders VALUES (1, 2, 3, 4);
-- expect: position "orders"

-- case: columns, defaults, new and temporary tables
INSERT INTO orders (id) VALUES (1);
INSERT INTO orders DEFAULT VALUES;
CREATE TABLE fresh (id int);
INSERT INTO fresh VALUES (1);
CREATE TEMP TABLE t AS SELECT 1 AS x;
INSERT INTO t VALUES (2);
INSERT INTO pg_temp.u VALUES (2);
