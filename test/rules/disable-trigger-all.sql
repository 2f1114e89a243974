-- case: all and user
ALTER TABLE orders DISABLE TRIGGER ALL;
-- expect: all "DISABLE TRIGGER ALL"
ALTER TABLE shop.orders DISABLE TRIGGER USER;
-- expect: user "DISABLE TRIGGER USER"
ALTER TABLE "Shop"."Orders" ADD COLUMN x int, disable /* now */ trigger all;
-- expect: all "disable /* now */ trigger all"

-- case: one trigger, and switching on
ALTER TABLE orders DISABLE TRIGGER orders_audit;
ALTER TABLE orders DISABLE TRIGGER "all";
ALTER TABLE orders ENABLE TRIGGER ALL;

-- case: the setting
SET session_replication_role = replica; SET LOCAL session_replication_role TO 'replica';
-- expect: replica "SET session_replication_role = replica"
-- expect: replica "SET LOCAL session_replication_role TO 'replica'"
SET session_replication_role = DEFAULT;
SET session_replication_role = 'origin';
RESET session_replication_role;

-- case: new and temporary tables
CREATE TABLE fresh (x int);
ALTER TABLE fresh DISABLE TRIGGER ALL;
CREATE TEMP TABLE t (x int);
ALTER TABLE t DISABLE TRIGGER ALL;
