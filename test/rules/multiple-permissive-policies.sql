-- case: the same command and roles
CREATE POLICY a ON s.t FOR SELECT TO x, y USING (p);
CREATE POLICY "B" ON s.t FOR SELECT TO y, x USING (q);
-- expect: both ""B""
CREATE POLICY c ON s.t AS PERMISSIVE FOR SELECT TO "x", y USING (r);
-- expect: both "c"

-- case: by default for all commands and everybody, with and without the schema
CREATE POLICY a ON t USING (p);
CREATE POLICY b ON public.t USING (q);
-- expect: both "b"

-- case: other tables, commands, roles, and restrictive ones
CREATE POLICY a ON t FOR SELECT USING (p);
CREATE POLICY a ON u FOR SELECT USING (p);
CREATE POLICY b ON t FOR UPDATE USING (p);
CREATE POLICY c ON t FOR SELECT TO x USING (p);
CREATE POLICY d ON t AS RESTRICTIVE FOR SELECT USING (p);
CREATE POLICY e ON t FOR ALL USING (p);

-- case: replaced
CREATE POLICY a ON t FOR SELECT USING (p);
DROP POLICY a ON t;
CREATE POLICY b ON t FOR SELECT USING (q);
DROP POLICY IF EXISTS b ON public.t;
CREATE POLICY b ON t FOR SELECT USING (q);

-- case: down
-- down
CREATE POLICY a ON t USING (p);
CREATE POLICY b ON t USING (q);
