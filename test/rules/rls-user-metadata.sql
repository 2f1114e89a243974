-- case: in every form
CREATE POLICY p ON s."T" USING (auth.jwt() -> 'user_metadata' ->> 'role' = 'admin');
-- expect: editable "'user_metadata'"
CREATE POLICY p ON t FOR INSERT WITH CHECK ((SELECT auth.jwt()) #>> '{user_metadata,role}' /* x */ = 'admin');
-- expect: editable "'{user_metadata,role}'"
ALTER POLICY p ON t USING (EXISTS (SELECT 1 FROM auth.users u WHERE u.raw_user_meta_data ->> 'a' = 'b'));
-- expect: editable "u"

-- case: what the server writes, and other places
CREATE POLICY p ON t USING (auth.jwt() -> 'app_metadata' ->> 'role' = 'user_metadata_admin');
SELECT raw_user_meta_data -> 'user_metadata' FROM auth.users;
CREATE POLICY p ON t USING (tenant = current_setting('app.tenant'));
