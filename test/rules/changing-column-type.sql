-- case: nothing is known
ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
-- expect: unknown "ALTER COLUMN quantity TYPE bigint"
ALTER TABLE "Sales"."Größe" ALTER "Länge" SET DATA TYPE numeric(10, 2) USING "Länge"::numeric(10, 2);
-- expect: unknown "ALTER "Länge" SET DATA TYPE numeric(10, 2) USING "Länge"::numeric(10, 2)"

-- case: USING that computes
ALTER TABLE orders ALTER COLUMN placed TYPE date USING to_date(placed, 'YYYY');
-- expect: rewrites "ALTER COLUMN placed TYPE date USING to_date(placed, 'YYYY')"
ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz USING placed AT TIME ZONE 'UTC';
-- expect: rewrites "ALTER COLUMN placed TYPE timestamptz USING placed AT TIME ZONE 'UTC'"
ALTER TABLE orders ALTER COLUMN a TYPE text USING b;
-- expect: rewrites "ALTER COLUMN a TYPE text USING b"

-- case: nothing is written
-- history:
CREATE TABLE t (a varchar(10), b varchar(10), c text, d numeric(10, 2), e numeric(10, 2), f timestamp(3), g cidr, h int, i varchar(10)[], j "char", k interval day);
CREATE DOMAIN anything AS int;
-- file:
ALTER TABLE t ALTER a TYPE varchar(20);
ALTER TABLE t ALTER COLUMN b SET DATA TYPE text, ALTER c TYPE varchar, ALTER d TYPE numeric(12, 2), ALTER e TYPE decimal;
ALTER TABLE public.t ALTER f TYPE timestamp, ALTER g TYPE inet, ALTER h TYPE anything, ALTER i TYPE varchar[], ALTER j TYPE "char", ALTER k TYPE interval;
ALTER TABLE t ALTER a TYPE varchar(30) USING a::varchar(30);

-- case: everything is written
-- history:
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE DOMAIN positive AS int CHECK (value > 0);
CREATE TABLE t (a int, b varchar(20), c text, d numeric(10, 2), e char(5), f json, g mood, h int, i varchar(10)[], j char(5));
-- file:
ALTER TABLE t ALTER a TYPE bigint;
-- expect: rewrites "ALTER a TYPE bigint"
ALTER TABLE t ALTER b TYPE varchar(10);
-- expect: rewrites "ALTER b TYPE varchar(10)"
ALTER TABLE t ALTER c TYPE varchar(10);
-- expect: rewrites "ALTER c TYPE varchar(10)"
ALTER TABLE t ALTER d TYPE numeric(12, 3), ALTER e TYPE text, ALTER f TYPE jsonb;
-- expect: rewrites "ALTER d TYPE numeric(12, 3)"
-- expect: rewrites "ALTER e TYPE text"
-- expect: rewrites "ALTER f TYPE jsonb"
ALTER TABLE t ALTER g TYPE text;
-- expect: rewrites "ALTER g TYPE text"
ALTER TABLE t ALTER h TYPE positive;
-- expect: rewrites "ALTER h TYPE positive"
ALTER TABLE t ALTER i TYPE varchar(20)[];
-- expect: rewrites "ALTER i TYPE varchar(20)[]"
ALTER TABLE t ALTER j TYPE char(10);
-- expect: rewrites "ALTER j TYPE char(10)"

-- case: a chain of casts
-- history:
CREATE TABLE t (a varchar(10), b text);
-- file:
ALTER TABLE t ALTER a TYPE varchar(20) USING a::varchar;
-- expect: rewrites "ALTER a TYPE varchar(20) USING a::varchar"
ALTER TABLE t ALTER b TYPE int USING b::int;
-- expect: rewrites "ALTER b TYPE int USING b::int"

-- case: no automatic conversion
-- history:
CREATE TABLE t (a text, b int);
-- file:
ALTER TABLE t ALTER a TYPE int;
-- expect: rejected "ALTER a TYPE int"
ALTER TABLE t ALTER b TYPE uuid;
-- expect: rejected "ALTER b TYPE uuid"

-- case: the time zone decides
-- history:
CREATE TABLE t (a timestamp, b timestamptz);
-- file:
ALTER TABLE t ALTER a TYPE timestamptz;
-- expect: timeZone "ALTER a TYPE timestamptz"
ALTER TABLE t ALTER b TYPE timestamp(3);
-- expect: rewrites "ALTER b TYPE timestamp(3)"
ALTER TABLE t ALTER b TYPE timestamp;

-- case: UTC
-- history:
CREATE TABLE t (a timestamp);
-- file:
SET TimeZone = 'UTC';
ALTER TABLE t ALTER a TYPE timestamptz;

-- case: another zone
-- history:
CREATE TABLE t (a timestamp);
-- file:
SET TIME ZONE 'Europe/Paris';
ALTER TABLE t ALTER a TYPE timestamptz;
-- expect: rewrites "ALTER a TYPE timestamptz"

-- case: a CHECK is tested again
-- history:
CREATE TABLE t (a varchar(10), b varchar(10), CONSTRAINT filled CHECK (length(a) > 0));
ALTER TABLE t ADD CONSTRAINT later CHECK (length(b) > 0) NOT VALID;
-- file:
ALTER TABLE t ALTER a TYPE varchar(20);
-- expect: scansCheck "ALTER a TYPE varchar(20)"
ALTER TABLE t ALTER b TYPE varchar(20);

-- case: an index is built anew
-- history:
CREATE TABLE t (a varchar(10), b varchar(10), c int, d cidr, e varchar(10));
CREATE INDEX a_idx ON t (a);
CREATE INDEX b_idx ON t (c) WHERE b <> '';
CREATE INDEX c_idx ON t (c);
CREATE INDEX d_idx ON t (d);
-- file:
ALTER TABLE t ALTER a TYPE varchar(20);
ALTER TABLE t ALTER a TYPE varchar(20) COLLATE "C";
-- expect: rebuildsIndex "ALTER a TYPE varchar(20) COLLATE "C""
ALTER TABLE t ALTER b TYPE text;
-- expect: rebuildsIndex "ALTER b TYPE text"
ALTER TABLE t ALTER c TYPE oid;
-- expect: rebuildsIndex "ALTER c TYPE oid"
ALTER TABLE t ALTER d TYPE inet;
ALTER TABLE t ALTER e TYPE varchar(20) COLLATE "C";

-- case: a foreign key locks the other table
-- history:
CREATE TABLE shop.codes (code varchar(10) PRIMARY KEY, note varchar(10));
CREATE TABLE t (code varchar(10) REFERENCES shop.codes (code), parent varchar(10) UNIQUE REFERENCES t (parent));
-- file:
ALTER TABLE t ALTER code TYPE varchar(20);
-- expect: locksOther "ALTER code TYPE varchar(20)"
ALTER TABLE shop.codes ALTER code TYPE varchar(20), ALTER note TYPE text;
-- expect: locksOther "ALTER code TYPE varchar(20)"
ALTER TABLE t ALTER parent TYPE varchar(20);

-- case: new tables
CREATE TABLE a (x int);
ALTER TABLE a ALTER x TYPE bigint;
CREATE TEMP TABLE b (x int);
ALTER TABLE b ALTER x TYPE bigint;
ALTER TABLE a RENAME TO c;
ALTER TABLE c ALTER x TYPE numeric;
CREATE TABLE archive.orders (x int);
ALTER TABLE orders ALTER x TYPE bigint;
-- expect: unknown "ALTER x TYPE bigint"

-- case: renamed, and changed again in the same file
-- history:
CREATE TABLE old (a varchar(10));
-- file:
ALTER TABLE old RENAME TO current;
ALTER TABLE current RENAME COLUMN a TO b;
ALTER TABLE current ALTER b TYPE varchar(50);
ALTER TABLE current ALTER b TYPE varchar(20);
-- expect: rewrites "ALTER b TYPE varchar(20)"

-- case: types of extensions
-- history:
CREATE TABLE t (a citext, b geometry(point, 4326));
-- file:
ALTER TABLE t ALTER a TYPE citext;
ALTER TABLE t ALTER a TYPE text;
-- expect: unknownConversion "ALTER a TYPE text"
ALTER TABLE t ALTER b TYPE geometry;

-- case: comments, Windows line ends
-- crlf
-- history:
CREATE TABLE t (a int, b int);
-- file:
ALTER TABLE IF EXISTS ONLY t -- all
  ALTER COLUMN a /* count */ TYPE bigint,
-- expect: rewrites "ALTER COLUMN a /* count */ TYPE bigint"
  ALTER COLUMN b SET DEFAULT 0;

-- case: not a table
ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint;
ALTER FOREIGN TABLE remote ALTER COLUMN a TYPE bigint;
