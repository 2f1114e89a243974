import type { Rows, Scenario } from './effects-scenario';

/** Tables with triggers, rules, views, partitions and functions whose bodies do something to other tables. */
const schema = `
  CREATE TABLE owners (id int PRIMARY KEY, name text);
  CREATE TABLE cards (id int PRIMARY KEY, owner_id int REFERENCES owners (id), note text, updated_at timestamptz);
  CREATE TABLE notes (id int PRIMARY KEY, card_id int REFERENCES cards (id) ON DELETE CASCADE, optional int);
  CREATE TABLE late (id int, owner_id int NOT NULL, FOREIGN KEY (owner_id) REFERENCES owners (id) DEFERRABLE INITIALLY DEFERRED);
  CREATE TABLE audit (id int GENERATED ALWAYS AS IDENTITY, what text);
  CREATE TABLE totals (n bigint);
  CREATE TABLE plain (id int, note text);
  CREATE TABLE unused (id int);
  CREATE TABLE chain (id int);
  CREATE TABLE looped (id int);
  CREATE TABLE guarded (id int, secret text);
  CREATE TABLE allowed (id int);
  CREATE TABLE defaulted (id int, at int);
  CREATE TABLE ruled (id int, note text);
  CREATE TABLE rule_log (id int);
  CREATE TABLE emptied (id int);
  CREATE TABLE base (id int, note text);
  CREATE TABLE derived (extra int) INHERITS (base);
  CREATE TABLE parts (day int NOT NULL, note text) PARTITION BY RANGE (day);
  CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
  CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (10) TO (20);
  CREATE TABLE halves (a int, b int) PARTITION BY LIST (a);
  CREATE TABLE halves_1 PARTITION OF halves FOR VALUES IN (1) PARTITION BY LIST (b);
  CREATE TABLE halves_11 PARTITION OF halves_1 FOR VALUES IN (1);
  INSERT INTO owners VALUES (1, 'a'), (2, 'b');
  INSERT INTO cards VALUES (1, 1, 'x'), (2, NULL, 'y');
  INSERT INTO notes VALUES (1, 1, 1);
  INSERT INTO plain VALUES (1, 'x');
  INSERT INTO ruled VALUES (1, 'x');
  INSERT INTO parts VALUES (1, 'x'), (11, 'y');
  INSERT INTO base VALUES (1, 'x');
  INSERT INTO guarded VALUES (1, 'x');
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
  CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON cards FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE FUNCTION write_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit (what) VALUES (TG_OP || TG_TABLE_NAME); RETURN NULL; END $$;
  CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON plain FOR EACH STATEMENT EXECUTE FUNCTION write_audit();
  CREATE TRIGGER audited AFTER TRUNCATE ON emptied FOR EACH STATEMENT EXECUTE FUNCTION write_audit();
  CREATE FUNCTION count_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN UPDATE totals SET n = n + 1; ELSIF TG_OP = 'DELETE' THEN DELETE FROM unused; END IF;
    RETURN NULL; END $$;
  CREATE TRIGGER counted AFTER INSERT OR DELETE ON chain FOR EACH ROW EXECUTE FUNCTION count_row();
  CREATE FUNCTION again() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF pg_trigger_depth() < 3 THEN INSERT INTO looped VALUES (1); END IF; INSERT INTO audit (what) VALUES ('x'); RETURN NEW; END $$;
  CREATE TRIGGER again AFTER INSERT ON looped FOR EACH STATEMENT EXECUTE FUNCTION again();
  CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO rule_log VALUES (1); RETURN NEW; END $$;
  CREATE TRIGGER of_note BEFORE UPDATE OF note ON ruled FOR EACH STATEMENT EXECUTE FUNCTION note_change();
  CREATE TRIGGER off AFTER INSERT ON allowed FOR EACH STATEMENT EXECUTE FUNCTION write_audit();
  ALTER TABLE allowed DISABLE TRIGGER off;
  ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
  CREATE POLICY seen ON guarded USING (EXISTS (SELECT FROM allowed a WHERE a.id = guarded.id));
  CREATE FUNCTION from_totals() RETURNS int LANGUAGE sql AS 'SELECT count(*)::int FROM totals';
  ALTER TABLE defaulted ALTER COLUMN at SET DEFAULT from_totals();
  CREATE RULE ruled_delete AS ON DELETE TO ruled DO INSTEAD NOTHING;
  CREATE RULE ruled_insert AS ON INSERT TO ruled DO ALSO INSERT INTO rule_log VALUES (NEW.id);
  CREATE VIEW card_list AS SELECT c.id, o.name FROM cards c JOIN owners o ON o.id = c.owner_id;
  CREATE VIEW list_of_list AS SELECT id FROM card_list;
  CREATE VIEW simple AS SELECT id, note FROM plain WHERE id > 0;
  CREATE VIEW totals_view AS SELECT from_totals() AS n FROM unused;
  CREATE VIEW part_view AS SELECT * FROM parts;
  CREATE VIEW replaced AS SELECT id FROM unused;
  CREATE FUNCTION instead() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit (what) VALUES ('x'); RETURN NEW; END $$;
  CREATE TRIGGER instead INSTEAD OF INSERT OR DELETE ON replaced FOR EACH ROW EXECUTE FUNCTION instead();
  CREATE FUNCTION add_column(tab regclass, col text DEFAULT 'added') RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('ALTER TABLE %s ADD COLUMN %I int', tab, col); END $$;
  CREATE PROCEDURE refill() LANGUAGE plpgsql AS $$ BEGIN TRUNCATE totals; INSERT INTO totals VALUES (0); END $$;
  CREATE FUNCTION lookup(wanted int) RETURNS text LANGUAGE plpgsql STABLE AS $$ DECLARE found_name text; BEGIN SELECT name INTO found_name FROM owners WHERE id = wanted; RETURN found_name; END $$;
  CREATE FUNCTION pure(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + 1';
  CREATE FUNCTION list_totals() RETURNS SETOF totals LANGUAGE sql STABLE AS 'SELECT * FROM totals';
`;

const rows: Rows = {
  queries: [
    'SELECT * FROM plain',
    'SELECT count(*), lower(max(note)) FROM plain WHERE id > 3 GROUP BY note',
    'SELECT * FROM cards c JOIN owners o ON o.id = c.owner_id LEFT JOIN notes n ON n.card_id = c.id',
    'SELECT * FROM plain WHERE EXISTS (SELECT FROM unused WHERE unused.id = plain.id)',
    'WITH plain AS (SELECT 1 AS id) SELECT * FROM plain, unused',
    'SELECT id FROM plain UNION ALL SELECT id FROM unused',
    'VALUES (1)',
    'TABLE plain',
    'SELECT * FROM card_list',
    'SELECT * FROM list_of_list',
    'SELECT * FROM list_of_list WHERE id = 1 FOR UPDATE',
    'SELECT * FROM simple',
    'SELECT * FROM guarded',
    'SELECT * FROM plain FOR UPDATE',
    'SELECT * FROM plain, unused FOR SHARE OF unused',
    'SELECT * FROM pg_class',
    'SELECT * INTO copied FROM plain',
    'CREATE TABLE copied AS SELECT * FROM card_list',
    'CREATE MATERIALIZED VIEW copied AS SELECT * FROM plain',
    'SELECT * FROM generate_series(1, 3)',
  ],
  'partitions and children': [
    'SELECT * FROM parts',
    'SELECT * FROM ONLY parts',
    `SELECT * FROM parts WHERE note = 'x'`,
    'SELECT * FROM parts WHERE day = 1',
    'SELECT * FROM parts WHERE day = (SELECT 1)',
    'SELECT * FROM parts p JOIN plain ON plain.id = p.day',
    'SELECT * FROM halves',
    'SELECT * FROM halves WHERE b = 1',
    'SELECT * FROM part_view',
    'SELECT * FROM part_view WHERE day = 3',
    'SELECT * FROM (SELECT * FROM parts) p WHERE day = 3',
    'SELECT * FROM parts LIMIT 0',
    'SELECT * FROM parts WHERE false',
    'WITH p AS (SELECT * FROM parts) SELECT 1',
    'SELECT plain.* FROM plain LEFT JOIN parts ON parts.day = plain.id',
    'SELECT * FROM parts FOR UPDATE',
    'SELECT * FROM base',
    'SELECT * FROM base WHERE id = 1',
    'SELECT * FROM ONLY base',
    'UPDATE parts SET note = 1',
    'UPDATE parts SET note = 1 WHERE day = 2',
    'UPDATE base SET note = 1 WHERE id = 1',
    'DELETE FROM parts',
    'DELETE FROM ONLY base',
    `INSERT INTO parts VALUES (3, 'x')`,
    `INSERT INTO parts_1 VALUES (3, 'x')`,
    { sql: 'MERGE INTO base USING plain ON base.id = plain.id WHEN MATCHED THEN DELETE', since: 15 },
    { sql: 'MERGE INTO cards USING plain ON cards.id = plain.id WHEN NOT MATCHED THEN INSERT VALUES (plain.id)', since: 15 },
  ],
  'rows and foreign keys': [
    'INSERT INTO unused VALUES (1)',
    'INSERT INTO unused SELECT id FROM plain',
    'INSERT INTO unused DEFAULT VALUES',
    `INSERT INTO cards VALUES (5, 1, 'x')`,
    `INSERT INTO cards (id, note) VALUES (5, 'x')`,
    `INSERT INTO cards VALUES (5, NULL, 'x')`,
    `INSERT INTO cards VALUES (5, NULL, 'x'), (6, 1, 'x')`,
    'INSERT INTO cards SELECT id + 10, id FROM plain WHERE id = 1',
    'INSERT INTO notes VALUES (7, 1)',
    'INSERT INTO notes SELECT 8, 1',
    'INSERT INTO notes VALUES (1, 1) ON CONFLICT DO NOTHING',
    'INSERT INTO notes VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET optional = 2',
    'INSERT INTO late VALUES (1, 1)',
    'UPDATE notes SET optional = 3',
    'UPDATE notes SET card_id = 1',
    `UPDATE owners SET name = 'x'`,
    'UPDATE owners SET id = id',
    'DELETE FROM notes',
    'DELETE FROM cards',
    'DELETE FROM cards WHERE id = 99',
    'DELETE FROM unused USING plain WHERE plain.id = unused.id',
    'WITH gone AS (DELETE FROM notes RETURNING id) INSERT INTO unused SELECT id FROM gone',
    `INSERT INTO audit (what) VALUES ('x')`,
  ],
  triggers: [
    `INSERT INTO plain VALUES (3, 'x')`,
    'INSERT INTO plain SELECT * FROM plain WHERE id = 77',
    `UPDATE plain SET note = 'y'`,
    'DELETE FROM plain WHERE id = 99',
    'INSERT INTO chain VALUES (1)',
    'INSERT INTO chain SELECT id FROM unused',
    'DELETE FROM chain',
    'INSERT INTO looped VALUES (1)',
    `UPDATE ruled SET note = 'y'`,
    'UPDATE ruled SET id = 2',
    'INSERT INTO allowed VALUES (1)',
    'TRUNCATE emptied',
    'UPDATE cards SET note = 1',
    { sql: 'INSERT INTO plain VALUES (1)', settings: 'SET LOCAL session_replication_role = replica' },
  ],
  'rules and views': [
    'DELETE FROM ruled',
    'INSERT INTO ruled VALUES (1)',
    `INSERT INTO simple VALUES (4, 'x')`,
    `UPDATE simple SET note = 'z'`,
    'DELETE FROM simple WHERE id = 3',
    'INSERT INTO replaced VALUES (1)',
    'DELETE FROM replaced',
  ],
  functions: [
    'SELECT from_totals()',
    'SELECT pure(1)',
    'SELECT pure(id) FROM plain',
    'SELECT lookup(1)',
    'SELECT lookup(id) FROM plain',
    'SELECT * FROM plain WHERE lookup(id) IS NULL',
    `SELECT add_column('plain')`,
    `SELECT add_column('unused', 'x'), add_column('chain')`,
    `SELECT add_column(tablename::regclass) FROM pg_tables WHERE tablename IN ('plain', 'unused')`,
    'SELECT * FROM list_totals()',
    { sql: 'SELECT standard()', since: 14, settings: 'CREATE FUNCTION standard() RETURNS bigint LANGUAGE sql RETURN (SELECT n FROM totals)' },
    'CALL refill()',
    'INSERT INTO defaulted (id) VALUES (1)',
    'INSERT INTO defaulted VALUES (1, 2)',
    'SELECT * FROM totals_view',
    'SELECT CASE WHEN false THEN lookup(1) END',
  ],
  'functions that are made': [
    `CREATE FUNCTION fresh() RETURNS bigint LANGUAGE sql AS 'SELECT n FROM totals'`,
    `CREATE FUNCTION fresh(a int) RETURNS void LANGUAGE sql AS 'INSERT INTO unused VALUES (a); DELETE FROM plain WHERE id = a; SELECT'`,
    `CREATE FUNCTION fresh() RETURNS SETOF parts LANGUAGE sql AS 'SELECT * FROM parts'`,
    `CREATE FUNCTION fresh() RETURNS int LANGUAGE sql AS 'SELECT id FROM card_list'`,
    `CREATE FUNCTION fresh() RETURNS int LANGUAGE sql AS 'WITH plain AS (SELECT 1 AS id) SELECT id FROM plain'`,
    `CREATE FUNCTION fresh() RETURNS int LANGUAGE sql AS 'CREATE TABLE made (id int); SELECT 1'`,
    `CREATE FUNCTION fresh(a anyelement) RETURNS int LANGUAGE sql AS 'SELECT id FROM plain'`,
    `CREATE FUNCTION fresh(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT pure(a)'`,
    `CREATE FUNCTION fresh() RETURNS int LANGUAGE sql AS 'SELECT id FROM plain FOR UPDATE'`,
    `CREATE FUNCTION fresh() RETURNS int LANGUAGE sql SET search_path = public AS 'SELECT id FROM plain'`,
    { sql: `CREATE FUNCTION fresh() RETURNS int LANGUAGE sql AS 'SELECT id FROM plain'`, settings: 'SET LOCAL check_function_bodies = off' },
    `CREATE FUNCTION fresh() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT id FROM plain); END'`,
    { sql: 'CREATE FUNCTION fresh() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT n FROM totals; END', since: 14 },
    'CREATE OR REPLACE FUNCTION lookup(wanted int) RETURNS text LANGUAGE sql AS $$ SELECT name FROM owners WHERE id = wanted $$',
    'CREATE PROCEDURE fresh() LANGUAGE sql AS $$ TRUNCATE totals; INSERT INTO totals SELECT count(*) FROM plain $$',
  ],
  blocks: [
    'DO $$ BEGIN NULL; END $$',
    'DO $$ BEGIN ALTER TABLE plain ADD COLUMN x int; CREATE INDEX ON unused (id); END $$',
    'DO $$ BEGIN ALTER TABLE chain ALTER COLUMN id TYPE bigint; END $$',
    `DO $$ BEGIN EXECUTE 'ALTER TABLE ' || 'plain' || ' ADD x int'; EXECUTE format('DROP TABLE %I', 'looped'); END $$`,
    'DO $$ BEGIN CREATE TABLE made (id int REFERENCES owners (id)); ALTER TABLE made ADD COLUMN x int; INSERT INTO made VALUES (1); END $$',
    'DO $$ BEGIN CREATE TABLE made (id int); DROP TABLE made; END $$',
    'DO $$ BEGIN ALTER TABLE plain RENAME TO renamed; ALTER TABLE renamed ADD COLUMN x int; END $$',
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'positive') THEN ALTER TABLE plain ADD CONSTRAINT positive CHECK (id > 0); END IF; END $$`,
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 'plain') THEN ALTER TABLE unused ADD COLUMN x int; END IF; END $$`,
    `DO $$ BEGIN IF EXISTS (SELECT FROM plain WHERE id = 99) THEN ALTER TABLE unused ADD COLUMN x int; END IF; END $$`,
    `DO $$ BEGIN IF EXISTS (SELECT FROM plain WHERE id = 99) THEN RAISE EXCEPTION 'no'; END IF; ALTER TABLE unused ADD COLUMN x int; END $$`,
    'DO $$ BEGIN ALTER TABLE plain ADD COLUMN note text; EXCEPTION WHEN duplicate_column THEN NULL; END $$',
    'DO $$ BEGIN ALTER TABLE plain ADD COLUMN fresh text; EXCEPTION WHEN duplicate_column THEN NULL; END $$',
    'DO $$ BEGIN ALTER TABLE unused ADD COLUMN x int; ALTER TABLE plain ADD COLUMN note text; EXCEPTION WHEN others THEN ALTER TABLE chain ADD COLUMN y int; END $$',
    `DO $$ DECLARE name text; BEGIN FOREACH name IN ARRAY ARRAY['plain', 'unused'] LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN x int', name); END LOOP; END $$`,
    `DO $$ DECLARE r record; BEGIN FOR r IN SELECT relname FROM pg_class WHERE relname IN ('plain', 'chain') LOOP EXECUTE 'LOCK TABLE ' || r.relname || ' IN SHARE MODE'; END LOOP; END $$`,
    'DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM plain LOOP INSERT INTO unused VALUES (r.id); END LOOP; END $$',
    'DO $$ BEGIN PERFORM count(*) FROM plain; END $$',
    `DO $$ BEGIN PERFORM add_column('plain'); CALL refill(); END $$`,
    `DO $$ BEGIN EXECUTE current_setting('my.sql', true); EXCEPTION WHEN others THEN NULL; END $$`,
    'DO $$ DECLARE n int; BEGIN SELECT count(*) INTO n FROM plain; IF n > 100 THEN RETURN; END IF; INSERT INTO unused VALUES (n); END $$',
    `DO $$ BEGIN CREATE TYPE mood AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
  ],
};

/** They would break a foreign key of a table that is empty. */
const needsRows: ReadonlySet<string> = new Set([
  `INSERT INTO cards VALUES (5, 1, 'x')`, `INSERT INTO cards VALUES (5, NULL, 'x'), (6, 1, 'x')`, 'INSERT INTO notes VALUES (7, 1)', 'INSERT INTO notes SELECT 8, 1',
  'DO $$ BEGIN CREATE TABLE made (id int REFERENCES owners (id)); ALTER TABLE made ADD COLUMN x int; INSERT INTO made VALUES (1); END $$',
  'INSERT INTO notes VALUES (1, 1) ON CONFLICT DO NOTHING', 'INSERT INTO notes VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET optional = 2',
]);

/** With rows in the tables, and without any: triggers for each row and foreign keys have nothing to do then. */
export const bodies: Scenario = { title: 'triggers, rules, functions and blocks', schema, since: 14, rows };
export const bodiesWithoutRows: Scenario = {
  title: 'triggers, rules, functions and blocks on empty tables',
  since: 14,
  schema: `${schema} TRUNCATE owners, cards, notes, late, plain, ruled, parts, base, guarded, audit;`,
  rows: Object.fromEntries(Object.entries(rows).map(([family, all]) => [family, all.filter((row) => typeof row !== 'string' || !needsRows.has(row))])),
};
