-- case: refused
-- history:
CREATE TABLE shop."Orders" (id bigint, "Code" varchar(20), note text, n numeric(10, 2), w numeric(8), s bigserial);
-- file:
ALTER TABLE shop."Orders" ALTER id TYPE int, ALTER COLUMN "Code" /* short */ TYPE varchar(10), ALTER note SET DATA TYPE varchar(100);
-- expect: fails "ALTER id TYPE int"
-- expect: fails "ALTER COLUMN "Code" /* short */ TYPE varchar(10)"
-- expect: fails "ALTER note SET DATA TYPE varchar(100)"
ALTER TABLE shop."Orders" ALTER n TYPE numeric(8, 2), ALTER w TYPE int, ALTER s TYPE smallint;
-- expect: fails "ALTER n TYPE numeric(8, 2)"
-- expect: fails "ALTER w TYPE int"
-- expect: fails "ALTER s TYPE smallint"

-- case: cut off
-- history:
CREATE TABLE orders (at timestamptz, code varchar(20), n numeric(10, 2), f float8, t timestamp, x numeric);
-- file:
ALTER TABLE orders ALTER at TYPE date, ALTER code TYPE varchar(10) USING code::varchar(10), ALTER n TYPE numeric(10, 1);
-- expect: loses "ALTER at TYPE date"
-- expect: loses "ALTER code TYPE varchar(10) USING code::varchar(10)"
-- expect: loses "ALTER n TYPE numeric(10, 1)"
ALTER TABLE orders ALTER f TYPE real, ALTER t TYPE timestamp(0), ALTER x TYPE bigint;
-- expect: loses "ALTER f TYPE real"
-- expect: loses "ALTER t TYPE timestamp(0)"
-- expect: loses "ALTER x TYPE bigint"

-- case: wider, another kind, computed, unknown, new
-- history:
CREATE TABLE orders (id int, code varchar(20), note text, n numeric(10, 2), at date, ids bigint[], r real);
-- file:
ALTER TABLE orders ALTER id TYPE bigint, ALTER code TYPE varchar(50), ALTER n TYPE numeric(12, 2), ALTER at TYPE timestamptz;
ALTER TABLE orders ALTER note TYPE varchar(10) USING left(note, 10), ALTER ids TYPE int[], ALTER r TYPE float8, ALTER missing TYPE int;
ALTER TABLE unknown_table ALTER a TYPE int;
ALTER TABLE orders ALTER code TYPE text;
CREATE TABLE a (x bigint);
ALTER TABLE a ALTER x TYPE int;
