-- case: plain, schemas, quotes, once for a table
CREATE TABLE notes (id int);
CREATE POLICY p ON notes USING (id = 1);
-- expect: idle "CREATE POLICY p ON notes"
CREATE POLICY q ON notes USING (id = 2);
CREATE TABLE "App"."Notes" (id int); create policy "P" /* x */ on "App"."Notes" for select using (true);
-- expect: idle "create policy "P" /* x */ on "App"."Notes""

-- case: an earlier table
-- history:
CREATE TABLE notes (id int);
-- file:
CREATE POLICY p ON notes USING (id = 1);
-- expect: idle "CREATE POLICY p ON notes"

-- case: switched on, before or after
-- history:
CREATE TABLE a (id int);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
CREATE TABLE b (id int);
-- file:
CREATE POLICY p ON a USING (id = 1);
CREATE POLICY p ON b USING (id = 1);
ALTER TABLE b ENABLE ROW LEVEL SECURITY;

-- case: an unknown table, a policy that goes again
CREATE POLICY p ON unknown_table USING (id = 1);
CREATE TABLE a (id int);
CREATE POLICY p ON a USING (id = 1);
DROP POLICY p ON a;
