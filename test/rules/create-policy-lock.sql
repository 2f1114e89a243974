-- case: once for a file
CREATE TABLE fresh (id int);
CREATE POLICY p ON fresh USING (id = 1);
SELECT 1; create policy "P" /* x */ on "Shop"."Notes" using (id = 1);
-- expect: locks "create policy "P" /* x */ on "Shop"."Notes""
DROP POLICY q ON notes;

-- case: drop
DROP POLICY q ON notes;
-- expect: locks "DROP POLICY q ON notes"

-- case: change
ALTER POLICY q ON notes TO app;
-- expect: locks "ALTER POLICY q ON notes"

-- case: rights are no policies
GRANT SELECT ON notes TO app;
DROP TABLE other;

-- case: no migration
-- query
DROP POLICY q ON notes;
