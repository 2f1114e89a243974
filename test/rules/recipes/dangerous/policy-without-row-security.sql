-- file: 001_notes.sql
CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner_id text NOT NULL);
CREATE POLICY own_notes ON notes USING (owner_id = (SELECT current_setting('app.user')));
-- expect: policy-without-rls "CREATE POLICY own_notes ON notes"
