-- case: plain, schemas, quotes
CREATE TABLE notes (id int);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
-- expect: hides "ALTER TABLE notes ENABLE ROW LEVEL SECURITY"
CREATE TABLE "App"."Notes" (id int); alter table "App"."Notes" add column x int, enable /* it */ row level security;
-- expect: hides "alter table "App"."Notes" add column x int, enable /* it */ row level security"

-- case: a table of an earlier migration
-- history:
CREATE TABLE notes (id int);
-- file:
ALTER TABLE notes FORCE ROW LEVEL SECURITY, ENABLE ROW LEVEL SECURITY;
-- expect: hides "ENABLE ROW LEVEL SECURITY"

-- case: with policies, before or after
CREATE TABLE a (id int);
CREATE POLICY p ON a USING (id = 1);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
CREATE TABLE b (id int);
ALTER TABLE public.b ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON b USING (id = 1);

-- case: switched off again, dropped, an unknown table
CREATE TABLE a (id int);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
ALTER TABLE a DISABLE ROW LEVEL SECURITY;
CREATE TABLE b (id int);
ALTER TABLE b ENABLE ROW LEVEL SECURITY;
DROP TABLE b;
ALTER TABLE unknown_table ENABLE ROW LEVEL SECURITY;

-- case: undone
-- down
CREATE TABLE a (id int);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;

-- case: no migration
-- query
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
