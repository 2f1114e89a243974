-- file: 001_notes.sql
CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner_id text NOT NULL, shared boolean NOT NULL);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_notes ON notes FOR SELECT USING (owner_id = (SELECT current_setting('app.user')));
CREATE POLICY shared_notes ON notes FOR SELECT USING (shared);
-- expect: multiple-permissive-policies "shared_notes"
