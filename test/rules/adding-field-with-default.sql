-- case: volatile
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
-- expect: rewrites "ADD COLUMN token uuid DEFAULT gen_random_uuid()"
ALTER TABLE orders ADD token uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid() UNIQUE;
-- expect: rewrites "ADD token uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid() UNIQUE"
ALTER TABLE orders ADD COLUMN n bigint DEFAULT nextval('orders_n_seq'::regclass);
-- expect: rewrites "ADD COLUMN n bigint DEFAULT nextval('orders_n_seq'::regclass)"
ALTER TABLE orders ADD COLUMN id uuid DEFAULT uuid_generate_v4() CONSTRAINT filled NOT NULL;
-- expect: rewrites "ADD COLUMN id uuid DEFAULT uuid_generate_v4() CONSTRAINT filled NOT NULL"

-- case: deep inside
ALTER TABLE t ADD a float8[] DEFAULT ARRAY[1, random()];
-- expect: rewrites "ADD a float8[] DEFAULT ARRAY[1, random()]"
ALTER TABLE t ADD b text DEFAULT CASE WHEN true THEN (clock_timestamp())::text ELSE '' END;
-- expect: rewrites "ADD b text DEFAULT CASE WHEN true THEN (clock_timestamp())::text ELSE '' END"
ALTER TABLE t ADD c text DEFAULT upper(md5(coalesce(timeofday(), '')));
-- expect: rewrites "ADD c text DEFAULT upper(md5(coalesce(timeofday(), '')))"

-- case: schemas, quotes, ONLY, IF EXISTS, other alphabets, Windows line ends
-- crlf
ALTER TABLE IF EXISTS ONLY "Sales"."Größe"
  ADD COLUMN IF NOT EXISTS "Schlüssel" uuid /* the key */ DEFAULT gen_random_uuid(), ADD COLUMN plain int;
-- expect: rewrites "ADD COLUMN IF NOT EXISTS "Schlüssel" uuid /* the key */ DEFAULT gen_random_uuid()"

-- case: comments between the parts
ALTER TABLE t ADD COLUMN a uuid -- who it is
-- expect: rewrites
  DEFAULT gen_random_uuid() -- made here
  NOT NULL /* always */ CHECK (a IS NOT NULL), ADD COLUMN b int;

-- case: a default with a name, and a collation behind it
ALTER TABLE t ADD a uuid CONSTRAINT "the default" DEFAULT gen_random_uuid() CONSTRAINT filled NOT NULL, ADD b int;
-- expect: rewrites "ADD a uuid CONSTRAINT "the default" DEFAULT gen_random_uuid() CONSTRAINT filled NOT NULL"
ALTER TABLE t ADD c text STORAGE plain DEFAULT gen_random_uuid()::text COLLATE "C" REFERENCES x NOT NULL;
-- expect: rewrites "ADD c text STORAGE plain DEFAULT gen_random_uuid()::text COLLATE "C" REFERENCES x NOT NULL"

-- case: the same for every row
ALTER TABLE t ADD a timestamptz DEFAULT now(), ADD b timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, ADD c text DEFAULT 'x';
ALTER TABLE t ADD d text DEFAULT to_char(now(), 'YYYY'), ADD e text DEFAULT CURRENT_USER, ADD f int DEFAULT 1 + 2;
ALTER TABLE t ADD g text DEFAULT lower('X'), ADD h timestamptz DEFAULT pg_catalog.statement_timestamp(), ADD i int[] DEFAULT '{}';
ALTER TABLE t ADD j int, ADD k int DEFAULT NULL, ADD l uuid DEFAULT uuid_nil();

-- case: other ways to fill a column
ALTER TABLE t ADD COLUMN id bigserial;
ALTER TABLE t ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE t ALTER COLUMN token SET DEFAULT gen_random_uuid();
ALTER TABLE t ADD COLUMN token uuid, ALTER COLUMN token SET DEFAULT gen_random_uuid();

-- case: functions that nobody knows
ALTER TABLE t ADD COLUMN id text DEFAULT nanoid();
-- expect: unknown "ADD COLUMN id text DEFAULT nanoid()"
ALTER TABLE t ADD COLUMN id text DEFAULT shop.next_number('a', 1);
-- expect: unknown "ADD COLUMN id text DEFAULT shop.next_number('a', 1)"
ALTER TABLE t ADD COLUMN id text DEFAULT nanoid() || gen_random_uuid();
-- expect: rewrites "ADD COLUMN id text DEFAULT nanoid() || gen_random_uuid()"

-- case: functions of the history
-- history:
CREATE FUNCTION steady() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION shop.dice() RETURNS int LANGUAGE sql AS 'SELECT 4';
CREATE FUNCTION now(text) RETURNS int LANGUAGE sql AS 'SELECT 4';
-- file:
ALTER TABLE t ADD COLUMN a int DEFAULT steady();
ALTER TABLE t ADD COLUMN b int DEFAULT shop.dice();
-- expect: declaredVolatile "ADD COLUMN b int DEFAULT shop.dice()"
ALTER TABLE t ADD COLUMN c timestamptz DEFAULT now();
ALTER TABLE t ADD COLUMN d int DEFAULT now('x');
-- expect: unknown "ADD COLUMN d int DEFAULT now('x')"

-- case: new tables
CREATE TABLE a (x int);
ALTER TABLE a ADD COLUMN y uuid DEFAULT gen_random_uuid();
CREATE TEMP TABLE b (x int);
ALTER TABLE b ADD COLUMN y uuid DEFAULT gen_random_uuid();
CREATE TABLE other.orders (x int);
ALTER TABLE orders ADD COLUMN y uuid DEFAULT gen_random_uuid();
-- expect: rewrites "ADD COLUMN y uuid DEFAULT gen_random_uuid()"

-- case: a partitioned table
-- history:
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
-- file:
ALTER TABLE events ADD COLUMN y uuid DEFAULT gen_random_uuid();
-- expect: rewrites "ADD COLUMN y uuid DEFAULT gen_random_uuid()"

-- case: the column is there already
-- history:
CREATE TABLE t (a uuid);
-- file:
ALTER TABLE t ADD COLUMN IF NOT EXISTS a uuid DEFAULT gen_random_uuid();

-- case: not a table
ALTER FOREIGN TABLE remote ADD COLUMN a uuid DEFAULT gen_random_uuid();
ALTER TYPE pair ADD ATTRIBUTE c int;
