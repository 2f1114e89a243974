-- case: tables, columns, indexes, functions
-- framework: supabase
CREATE TABLE auth.profiles (id uuid PRIMARY KEY);
-- expect: managed "CREATE TABLE auth.profiles"
ALTER TABLE "auth".users ADD COLUMN name text;
-- expect: managed "ALTER TABLE "auth".users"
CREATE INDEX i ON storage.objects /* own */ (name);
-- expect: managed "CREATE INDEX i ON storage.objects"
CREATE OR REPLACE FUNCTION auth.role_of() RETURNS text LANGUAGE sql STABLE AS $$ SELECT '' $$;
-- expect: managed "CREATE OR REPLACE FUNCTION auth.role_of"

-- case: a view for all
-- framework: supabase
CREATE VIEW people AS SELECT u.id, u.email FROM auth.users u;
-- expect: exposed "CREATE VIEW people"
CREATE VIEW public.own WITH (security_invoker = on) AS SELECT id FROM auth.users;
CREATE VIEW private.people AS SELECT id FROM auth.users;

-- case: by the folder
-- file: supabase/migrations/20240101000000_a.sql
CREATE TABLE auth.profiles (id uuid PRIMARY KEY);
-- expect: managed "CREATE TABLE auth.profiles"

-- case: triggers, policies, schemas of one's own
-- framework: supabase
CREATE TRIGGER t AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f();
CREATE POLICY p ON storage.objects USING (bucket_id = 'a');
CREATE TABLE profiles (id uuid PRIMARY KEY REFERENCES auth.users);
CREATE FUNCTION f2() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;

-- case: another project
CREATE TABLE auth.profiles (id uuid PRIMARY KEY);
CREATE VIEW people AS SELECT id FROM auth.users;
