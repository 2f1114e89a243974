-- case: tables
CREATE RULE r AS ON INSERT TO orders DO INSTEAD NOTHING;
-- expect: locks "CREATE RULE r AS ON INSERT TO orders"
create or replace /* a */ rule "R" as on update to "Shop"."Orders" where old.x <> new.x do also notify n;
-- expect: locks "create or replace /* a */ rule "R" as on update to "Shop"."Orders""

-- case: a view
-- history:
CREATE TABLE orders (id int);
CREATE VIEW open_orders AS SELECT id FROM orders;
-- file:
CREATE RULE r AS ON DELETE TO open_orders DO INSTEAD DELETE FROM orders WHERE id = OLD.id; SELECT 1;
-- expect: view "CREATE RULE r AS ON DELETE TO open_orders"

-- case: a new table
CREATE TABLE fresh (x int);
CREATE RULE r AS ON DELETE TO fresh DO INSTEAD NOTHING;
-- expect: surprises "CREATE RULE r AS ON DELETE TO fresh"

-- case: what a view is
CREATE RULE "_RETURN" AS ON SELECT TO v DO INSTEAD SELECT 1;
DROP RULE r ON orders;
