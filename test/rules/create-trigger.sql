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
