-- file: 001_folders.sql
CREATE TABLE folders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id bigint REFERENCES folders (id), name text NOT NULL);
CREATE INDEX folders_parent_id_idx ON folders (parent_id);
-- query: tree.sql
WITH RECURSIVE tree AS (
  SELECT id, name, 0 AS depth FROM folders WHERE parent_id IS NULL
  UNION ALL
  SELECT f.id, f.name, tree.depth + 1 FROM folders f JOIN tree ON f.parent_id = tree.id
)
SELECT id, name, depth FROM tree ORDER BY depth, name;
