DO $$ BEGIN
  ALTER TABLE accounts ADD CONSTRAINT locale_length CHECK (length(locale) < 20);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
DO $$ DECLARE target text := 'accounts'; BEGIN EXECUTE format('ALTER TABLE %I ADD COLUMN dynamic int', target); END $$;
BEGIN;
SET LOCAL search_path = billing, public;
CREATE TABLE payments (id int PRIMARY KEY, invoice_id int REFERENCES invoices (id));
CREATE TEMPORARY TABLE moved (id int) ON COMMIT DROP;
INSERT INTO moved SELECT id FROM invoices;
UPDATE invoices SET note = 'moved' FROM moved WHERE moved.id = invoices.id;
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
COMMIT;
CREATE TABLE payments (id int);
SELECT set_config('search_path', 'billing', true);
SET ROLE reporting;
RESET ROLE;
COPY payments (id) FROM stdin;
1
2
\.
\echo done
