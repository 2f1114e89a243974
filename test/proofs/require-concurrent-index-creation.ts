import { share, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, note text);
  INSERT INTO orders SELECT g, g, 'x' FROM generate_series(1, 100) g;
  CREATE TABLE events (at int NOT NULL, x int) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  INSERT INTO events VALUES (1, 1);
  CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day;`;

export const proofs: readonly Proof[] = [
  { title: 'a plain index', setup, statement: 'CREATE INDEX i ON orders (user_id)', finding: 'blocksWrites', locks: { 'public.orders': share }, scans: ['public.orders'] },
  { title: 'a unique index', setup, statement: 'CREATE UNIQUE INDEX i ON orders (user_id)', finding: 'blocksWrites', locks: { 'public.orders': share }, scans: ['public.orders'] },
  { title: 'a hash index', setup, statement: 'CREATE INDEX ON orders USING hash (note)', finding: 'blocksWrites', locks: { 'public.orders': share }, scans: ['public.orders'] },
  {
    title: 'a partitioned table', setup, statement: 'CREATE INDEX i ON events (x)', finding: 'partitioned',
    locks: { 'public.events': share, 'public.events_1': share }, scans: ['public.events_1'],
  },
  { title: 'only the partitioned parent', setup, statement: 'CREATE INDEX i ON ONLY events (x)', finding: undefined, locks: { 'public.events': share } },
  { title: 'a materialized view', setup, statement: 'CREATE INDEX i ON sales (day)', finding: 'materializedView', locks: { 'public.sales': share }, scans: ['public.sales'] },
  { title: 'a new table', setup: '', preparation: 'CREATE TABLE fresh (x int);', statement: 'CREATE INDEX i ON fresh (x)', finding: undefined, locks: { 'public.fresh': 'AccessExclusiveLock' }, scans: ['public.fresh'] },
  {
    title: 'an index that is there', setup: `${setup} CREATE INDEX i ON orders (user_id);`, statement: 'CREATE INDEX IF NOT EXISTS i ON orders (user_id)',
    finding: undefined, locks: { 'public.orders': share },
  },
];
