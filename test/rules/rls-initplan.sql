-- case: calls about the caller
CREATE POLICY p ON s."T" USING (auth.uid() = user_id) WITH CHECK (user_id = auth . uid () AND auth.role() = 'x');
-- expect: perRow "auth.uid()"
ALTER POLICY p ON t USING (tenant = current_setting('app.tenant', /* or null */ true)::uuid);
-- expect: perRow "current_setting('app.tenant', /* or null */ true)"
CREATE POLICY p ON t USING ((auth.jwt() ->> 'sub') = id::text);
-- expect: perRow "auth.jwt()"

-- case: computed once already
CREATE POLICY p ON t USING ((SELECT auth.uid()) = user_id);
CREATE POLICY p ON t USING (tenant = (SELECT current_setting('app.tenant')::uuid));
CREATE POLICY p ON t USING (team IN (SELECT team FROM members WHERE member = auth.uid()));

-- case: depends on the row, volatile, unknown, or cheap
CREATE POLICY p ON t USING (may_read(t.id) AND owner = current_user AND until > now() AND is_admin());
CREATE POLICY p ON t USING (tenant = current_setting('app.' || kind));
SELECT auth.uid();

-- case: functions of the history
-- history:
CREATE FUNCTION is_admin() RETURNS boolean LANGUAGE sql STABLE RETURN true;
CREATE FUNCTION log_it() RETURNS boolean LANGUAGE sql VOLATILE RETURN true;
CREATE FUNCTION may(a text) RETURNS boolean LANGUAGE sql STABLE RETURN true;
-- file:
CREATE POLICY p ON t USING (is_admin() OR log_it() OR may('read') OR may(kind));
-- expect: perRow "is_admin()"

-- case: an array is not a set of rows
-- history:
CREATE FUNCTION my_teams() RETURNS int[] LANGUAGE sql STABLE RETURN '{}'::int[];
-- file:
CREATE POLICY p ON t USING (team = ANY (my_teams()));
-- expect: perRow "my_teams()"
CREATE POLICY p ON t USING (team = ANY (string_to_array(current_setting('app.teams'), ',')));
-- expect: perRow "current_setting('app.teams')"

-- case: names outside ASCII, several statements a line, Windows line ends
-- crlf
SELECT 1; CREATE POLICY größe ON straße
  USING (auth.uid() = ä); SELECT 2;
-- expect: perRow "auth.uid()"
