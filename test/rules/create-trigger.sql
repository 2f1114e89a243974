-- case: rows and statements, schemas, quotes, comments
CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
-- expect: row "CREATE TRIGGER t AFTER INSERT ON orders"
SELECT 1; create or replace trigger "T" /* x */ before delete on "Shop"."Orders" execute function f();
-- expect: statement "create or replace trigger "T" /* x */ before delete on "Shop"."Orders""

-- case: new tables
CREATE TABLE fresh (id int);
CREATE TRIGGER t AFTER INSERT ON fresh FOR EACH ROW EXECUTE FUNCTION f();

-- case: a column that is replaced step by step
CREATE FUNCTION sync_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.total_new := NEW.total::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER t BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync_total();
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE TRIGGER u BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
-- expect: row "CREATE TRIGGER u BEFORE UPDATE ON orders"

-- case: events, columns, conditions
CREATE TRIGGER a AFTER INSERT OR DELETE ON orders FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION f();
-- expect: row "CREATE TRIGGER a AFTER INSERT OR DELETE ON orders"
CREATE TRIGGER b BEFORE UPDATE OF updated_at, "Total" OR INSERT OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION f();
-- expect: row "CREATE TRIGGER b BEFORE UPDATE OF updated_at, "Total" OR INSERT OR DELETE ON orders"
CREATE TRIGGER c AFTER TRUNCATE ON orders EXECUTE FUNCTION f();
-- expect: statement "CREATE TRIGGER c AFTER TRUNCATE ON orders"

-- case: in place of one that was dropped
DROP TRIGGER t ON orders;
CREATE TRIGGER t AFTER INSERT ON public.orders FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER u AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
-- expect: row
DROP TRIGGER IF EXISTS v ON never_seen;
CREATE TRIGGER v AFTER INSERT ON never_seen FOR EACH ROW EXECUTE FUNCTION f();
-- expect: statement
CREATE TRIGGER t AFTER INSERT ON other.orders FOR EACH ROW EXECUTE FUNCTION f();
-- expect: row

-- case: in place of one that was dropped, each in its own transaction
-- transaction: each
DROP TRIGGER t ON orders;
CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
-- expect: statement

-- case: where the history knows the triggers
-- history:
CREATE TABLE orders (id int);
CREATE TRIGGER old AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
-- file:
DROP TRIGGER IF EXISTS fresh ON orders;
CREATE TRIGGER fresh AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
-- expect: row
CREATE OR REPLACE TRIGGER old AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION g();
-- expect: statement
DROP TRIGGER IF EXISTS old ON orders;
CREATE TRIGGER old AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION f();
