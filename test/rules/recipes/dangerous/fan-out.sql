-- file: 001_tables.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric NOT NULL);
CREATE TABLE lines (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), price numeric NOT NULL);
CREATE INDEX lines_order_id_idx ON lines (order_id);
CREATE TABLE payments (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), amount numeric NOT NULL);
CREATE INDEX payments_order_id_idx ON payments (order_id);
-- query: sums.sql
SELECT o.id, sum(l.price), sum(p.amount) FROM orders o JOIN lines l ON l.order_id = o.id JOIN payments p ON p.order_id = o.id GROUP BY o.id;
-- expect: join-multiplies-aggregate "sum(l.price)"
-- expect: join-multiplies-aggregate "sum(p.amount)"
