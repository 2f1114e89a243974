-- file: 001_notes.sql
CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner_id uuid NOT NULL, body text NOT NULL);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY notes_of_owner ON notes USING (owner_id = (SELECT current_setting('app.user_id')::uuid));
CREATE INDEX notes_owner_id_idx ON notes (owner_id);
