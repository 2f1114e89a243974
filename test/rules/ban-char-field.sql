-- case: every spelling, all columns of a statement at once
CREATE TABLE a (b char, c CHAR(3), d character (4), e bpchar, f national character(5), g pg_catalog.bpchar(2), h char(2)[] NOT NULL);
-- expect: padded "char"

-- case: capitals, a comment inside
CREATE TABLE a (b CHARACTER /* x */ (4));
-- expect: padded "CHARACTER /* x */ (4)"

-- case: types that only look like it
CREATE TABLE a (b "char", c varchar(3), d character varying(3), e text, f char varying(2), g national character varying(3), h my.char);
SELECT a::char(3), CAST(b AS bpchar) FROM t;

-- case: ALTER TABLE, quoted and qualified names, comments
ALTER TABLE "Shop"."Items" ADD COLUMN /* code */ "Code" /* of the country */ char(2) DEFAULT 'x' NOT NULL, ADD b int;
-- expect: padded "char(2)"

-- case: the type of a foreign key is that of the key
CREATE TABLE a (code char(2) REFERENCES countries (code), other char(2), FOREIGN KEY (other) REFERENCES countries (code));

-- case: temporary and foreign tables
CREATE TEMP TABLE t (a char(1));
CREATE FOREIGN TABLE f (a char(1)) SERVER s;

-- case: down
-- down
ALTER TABLE t ADD COLUMN a char(1);

-- case: a placeholder is no type
-- query
CREATE TABLE ${name} (a ${type});
CREATE TABLE ${name} (a char(4));
-- expect: padded "char(4)"
