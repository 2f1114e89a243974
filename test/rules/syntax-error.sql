-- case: one broken statement does not hide the others
CREATE TABLE a (id int);
SELECT id, FROM orders;
-- expect: rejected "FROM"
SELEC 1;
-- expect: rejected "SELEC"
SELECT 1;

-- case: after letters outside ASCII
SELECT 'ä😀é' AS "größe", FROM orders;
-- expect: rejected "FROM"

-- case: an unclosed quote
SELECT 'never closed FROM orders;
-- expect: rejected

-- case: Windows line ends
-- crlf
SELECT 1;
SELECT id FRM orders o x;
-- expect: rejected "orders"

-- case: placeholders are not errors
SELECT id FROM orders WHERE id = :id AND note = ? AND total > %s AND x = ${y};

-- case: psql commands and COPY data are not SQL
\set ON_ERROR_STOP on
COPY orders (id, note) FROM stdin;
1	it's; broken
\.
SELECT 1;

-- case: an empty file

-- case: at the end of the file
SELECT * FROM
-- expect: rejected
