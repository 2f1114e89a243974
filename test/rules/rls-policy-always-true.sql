-- case: every command that changes rows
CREATE POLICY p ON s."T" USING (true);
-- expect: changes "(true)"
CREATE POLICY p ON t FOR UPDATE TO public, bob USING /* all */ ( TRUE );
-- expect: changes "( TRUE )"
CREATE POLICY p ON t FOR DELETE USING (1 = 1);
-- expect: changes "(1 = 1)"
CREATE POLICY p ON t FOR INSERT TO anon WITH CHECK (true);
-- expect: writes "(true)"
CREATE POLICY p ON t FOR UPDATE USING (owner = current_user) WITH CHECK (true);
-- expect: writes "(true)"
CREATE POLICY p ON t AS PERMISSIVE FOR ALL USING (true) WITH CHECK (true);
-- expect: changes

-- case: reading, named roles, real conditions
CREATE POLICY p ON t FOR SELECT USING (true);
CREATE POLICY p ON t TO backend, authenticated USING (true) WITH CHECK (true);
CREATE POLICY p ON t FOR UPDATE USING (owner = current_user);
CREATE POLICY p ON t FOR ALL USING (false) WITH CHECK (1 = 2);
CREATE POLICY p ON t USING (a = a);

-- case: a restrictive policy opens nothing
CREATE POLICY p ON t AS RESTRICTIVE USING (true);
