-- case: per row
CREATE POLICY p ON public.notes USING (owner_id = auth.uid());
-- expect: perRow "auth.uid()"
CREATE POLICY "P" ON "Notes" FOR ALL TO app USING (a = current_setting('app.x')::int /* x */) WITH CHECK ("B" = (auth.jwt() ->> 'sub'));
-- expect: perRow "current_setting('app.x')"
-- expect: perRow "auth.jwt()"
ALTER POLICY p ON notes USING (EXISTS (SELECT FROM members m WHERE m.user_id = auth.uid())); SELECT 1;
-- expect: perRow "auth.uid()"

-- case: functions of the migrations
-- history:
CREATE FUNCTION app.current_tenant() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 1';
CREATE FUNCTION app.roll() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT 1';
-- file:
CREATE POLICY p ON größe USING (tenant = app.current_tenant());
-- expect: perRow "app.current_tenant()"
CREATE POLICY q ON größe USING (tenant = app.roll());

-- case: silent
-- crlf
CREATE POLICY p ON notes USING (owner_id = (SELECT auth.uid()));
CREATE POLICY p ON notes USING (owner = current_user AND at < now());
CREATE POLICY p ON notes USING (can_read(id));
CREATE POLICY p ON notes USING (lower(owner) = 'x' AND auth.allowed(id));
CREATE POLICY p ON notes USING (tenant IN (SELECT (SELECT auth.uid())));
SELECT id FROM notes WHERE owner_id = auth.uid();
