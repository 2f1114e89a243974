-- case: views
-- history:
CREATE TABLE shop."Orders" (id bigint PRIMARY KEY, "State" text, note text, extra text);
CREATE VIEW shop.v AS SELECT o.id, o."State" FROM shop."Orders" o;
CREATE MATERIALIZED VIEW m AS SELECT count(*) FROM shop."Orders" WHERE note <> '';
CREATE VIEW w AS SELECT * FROM shop."Orders";
-- file:
ALTER TABLE shop."Orders" ALTER COLUMN "State" TYPE varchar(20) /* short */, DROP COLUMN note;
-- expect: type "ALTER COLUMN "State" TYPE varchar(20)"
-- expect: drop "DROP COLUMN note"
ALTER TABLE shop."Orders" DROP extra;
-- expect: drop "DROP extra"

-- case: policies, triggers, generated columns
-- history:
CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, c int, d int GENERATED ALWAYS AS (c + 1) STORED, owner text);
CREATE POLICY p ON t USING (owner = current_user);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER of_a AFTER UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER "When" AFTER UPDATE ON t FOR EACH ROW WHEN (OLD.b IS DISTINCT FROM NEW.b) EXECUTE FUNCTION f();
-- file:
ALTER TABLE t DROP owner;
-- expect: drop "DROP owner"
ALTER TABLE t ALTER a TYPE bigint;
-- expect: type "ALTER a TYPE bigint"
ALTER TABLE t ALTER b TYPE bigint;
-- expect: type "ALTER b TYPE bigint"
ALTER TABLE t DROP c;
-- expect: drop "DROP c"

-- case: the generated column goes along
-- history:
CREATE TABLE t (id bigint PRIMARY KEY, c int, d int GENERATED ALWAYS AS (c + 1) STORED);
-- file:
ALTER TABLE t DROP d, DROP c;

-- case: it goes too late
-- history:
CREATE TABLE t (id bigint PRIMARY KEY, c int, d int GENERATED ALWAYS AS (c + 1) STORED);
-- file:
ALTER TABLE t DROP c, DROP d;
-- expect: drop "DROP c"

-- case: the partition key
-- history:
CREATE TABLE e (at date, n int) PARTITION BY RANGE (at);
-- file:
ALTER TABLE e ALTER at TYPE timestamptz;
-- expect: key "ALTER at TYPE timestamptz"

-- case: a trigger's function reads the column
-- history:
CREATE TABLE t (id bigint PRIMARY KEY, a int, b int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."a" := coalesce(new.a, 0); RETURN NEW; END $$;
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.b := 1; RETURN NEW; END $$;
CREATE TRIGGER tf BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE TRIGGER tg BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
-- file:
ALTER TABLE t DROP a;
-- expect: trigger "DROP a"
ALTER TABLE t DROP b;
CREATE OR REPLACE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;

-- case: a table of the same file
CREATE TABLE t (id bigint PRIMARY KEY, a int);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t DROP a;
-- expect: drop "DROP a"

-- case: a view that goes first, another table, another column, a star from before, CASCADE
-- history:
CREATE TABLE t (id bigint PRIMARY KEY, a int, b int, c int);
CREATE TABLE u (a int);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT u.a, t.b FROM u, t;
CREATE VIEW s AS SELECT * FROM u;
ALTER TABLE u ADD later int;
-- file:
DROP VIEW v;
ALTER TABLE t DROP a;
ALTER TABLE t DROP b CASCADE;
ALTER TABLE t ALTER c TYPE bigint;
ALTER TABLE u DROP later;
ALTER TABLE unknown DROP a;

-- case: undone
-- down
-- history:
CREATE TABLE t (id bigint PRIMARY KEY, a int);
CREATE VIEW v AS SELECT a FROM t;
-- file:
ALTER TABLE t DROP a;
