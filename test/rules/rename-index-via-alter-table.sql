-- case: plain, quotes
-- history:
CREATE TABLE shop.orders (id int);
CREATE INDEX "Idx" ON shop.orders (id);
CREATE INDEX orders_idx ON shop.orders (id);
-- file:
alter /* it */ table shop."Idx" rename to größe; SELECT 1;
-- expect: exclusive "alter /* it */ table shop."Idx" rename to größe"
ALTER INDEX shop.orders_idx RENAME TO orders_id_idx;
ALTER TABLE shop.orders_id_idx RENAME TO orders_idx;
-- expect: exclusive "ALTER TABLE shop.orders_id_idx RENAME TO orders_idx"

-- case: tables, unknown names, new ones
CREATE TABLE a (x int);
CREATE INDEX a_idx ON a (x);
ALTER TABLE a_idx RENAME TO a_x_idx;
ALTER TABLE b RENAME TO c;
