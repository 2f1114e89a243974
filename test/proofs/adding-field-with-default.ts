import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE SEQUENCE numbers;
  CREATE TYPE mood AS ENUM ('calm');
  CREATE FUNCTION dice() RETURNS int LANGUAGE sql AS 'SELECT 4';
  CREATE FUNCTION inner_dice() RETURNS float8 LANGUAGE sql AS 'SELECT random()';
  CREATE FUNCTION steady() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 4';
  CREATE FUNCTION today() RETURNS date LANGUAGE sql STABLE AS 'SELECT CURRENT_DATE';
  CREATE TABLE orders (id bigint PRIMARY KEY);
  INSERT INTO orders SELECT generate_series(1, 100);
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  INSERT INTO events VALUES (1);`;
const locks = { 'public.orders': accessExclusive } as const;

function column(definition: string, rewrites: boolean): Proof {
  const statement = `ALTER TABLE orders ADD COLUMN x ${definition}`;
  return { title: definition, setup, statement, locks, ...(rewrites ? { finding: 'rewrites', rewrites: ['public.orders'] } : { finding: undefined }) };
}

export const proofs: readonly Proof[] = [
  ...[
    'uuid DEFAULT gen_random_uuid()', 'uuid DEFAULT pg_catalog.gen_random_uuid() NOT NULL', 'timestamptz DEFAULT clock_timestamp()', 'text DEFAULT timeofday()',
    'float8 DEFAULT random()', 'float8[] DEFAULT ARRAY[random()]', "bigint DEFAULT nextval('numbers')", "text DEFAULT coalesce('a' || random()::text, '')",
    'int DEFAULT CASE WHEN random() < 2 THEN 1 ELSE 2 END',
  ].map((definition) => column(definition, true)),
  ...[
    'int', 'int DEFAULT 1', "text NOT NULL DEFAULT 'new'", 'timestamptz DEFAULT now()', 'timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP', 'timestamptz DEFAULT statement_timestamp()',
    'timestamptz DEFAULT transaction_timestamp()', 'text DEFAULT CURRENT_USER', "text DEFAULT to_char(now(), 'YYYY')", "text DEFAULT lower('X')", 'bigint DEFAULT txid_current()',
    'int DEFAULT steady()', 'date DEFAULT today()', "mood DEFAULT 'calm'", "jsonb DEFAULT '{}'", 'int DEFAULT 1 + 2', "int[] DEFAULT '{1,2}'::int[]",
    "text DEFAULT current_setting('TimeZone')", 'date DEFAULT CURRENT_DATE', "timestamptz DEFAULT now() + interval '1 day'", 'text DEFAULT md5(now()::text)',
  ].map((definition) => column(definition, false)),
  { title: 'a function of the user that can be inlined', setup, statement: 'ALTER TABLE orders ADD COLUMN x int DEFAULT dice()', finding: 'declaredVolatile', locks },
  {
    title: 'a function of the user around a volatile one', setup, statement: 'ALTER TABLE orders ADD COLUMN x float8 DEFAULT inner_dice()', finding: 'declaredVolatile',
    locks, rewrites: ['public.orders'],
  },
  {
    title: 'a partitioned table', setup, statement: 'ALTER TABLE events ADD COLUMN x uuid DEFAULT gen_random_uuid()', finding: 'rewrites',
    locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive }, rewrites: ['public.events_1'],
  },
  {
    title: 'the default is set in the same statement', setup, statement: 'ALTER TABLE orders ADD COLUMN x uuid, ALTER COLUMN x SET DEFAULT gen_random_uuid()',
    finding: undefined, locks,
  },
  { title: 'the column is there', setup, statement: 'ALTER TABLE orders ADD COLUMN IF NOT EXISTS id bigint DEFAULT random()', finding: undefined, locks },
];
