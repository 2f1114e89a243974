-- case: same command, same role
CREATE POLICY a ON shop.notes FOR SELECT TO app USING (x);
CREATE POLICY "B" ON shop.notes FOR SELECT TO admin, app USING (y);
-- expect: allEvaluated ""B""

-- case: ALL and PUBLIC hold for everything
CREATE POLICY a ON "Notes" USING (x);
CREATE POLICY /* c */ b ON "Notes" FOR UPDATE TO app USING (y); SELECT 1;
-- expect: allEvaluated "b"

-- case: silent
-- crlf
CREATE POLICY a ON notes FOR SELECT TO app USING (x);
CREATE POLICY b ON notes FOR UPDATE TO app USING (x);
CREATE POLICY c ON notes FOR SELECT TO admin USING (x);
CREATE POLICY d ON notes AS RESTRICTIVE FOR SELECT TO app USING (x);
CREATE POLICY e ON größe FOR SELECT TO app USING (x);
DROP POLICY a ON notes;
CREATE POLICY f ON notes FOR SELECT TO app USING (x);
