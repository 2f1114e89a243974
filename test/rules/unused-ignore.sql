-- case: a comment that ignores something is needed
-- sql-coach-ignore ban-drop-column: agreed with the team
ALTER TABLE orders DROP COLUMN note;

-- case: a comment that ignores nothing
SELECT 1;
-- sql-coach-ignore ban-drop-column: agreed with the team
-- expect: unused "ban-drop-column"
SELECT 1;

-- case: a name with a slip
SELECT 1;
-- sql-coach-ignore ban-drop-colum: agreed
-- expect: misspelt "ban-drop-colum"
ALTER TABLE orders DROP COLUMN note;

-- case: a name nobody knows
SELECT 1;
-- sql-coach-ignore wash-the-dishes: today
-- expect: unknown "wash-the-dishes"
SELECT 1;

-- case: for the whole file
-- sql-coach-ignore-file ban-drop-column: this folder cleans up
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE orders DROP COLUMN remark;
