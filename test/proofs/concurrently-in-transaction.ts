import { accessExclusive, share, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, x int);
  CREATE INDEX orders_x_idx ON orders (x);
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  CREATE INDEX events_at_idx ON events (at);
  CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day;
  CREATE UNIQUE INDEX sales_day_idx ON sales (day);
  CLUSTER orders USING orders_x_idx;`;

/** DROP DATABASE and the like are refused in the same way, before PostgreSQL looks for what they name. */
const refused = [
  'CREATE INDEX CONCURRENTLY i ON orders (x)', 'CREATE UNIQUE INDEX CONCURRENTLY i ON orders (x)', 'DROP INDEX CONCURRENTLY orders_x_idx', 'REINDEX INDEX CONCURRENTLY orders_x_idx',
  'REINDEX (CONCURRENTLY) TABLE orders', 'REINDEX SCHEMA public', 'REINDEX TABLE events', 'ALTER TABLE events DETACH PARTITION events_1 CONCURRENTLY', 'VACUUM', 'VACUUM orders',
  'VACUUM (FULL) orders', 'CLUSTER', 'CLUSTER events USING events_at_idx', 'CREATE DATABASE other', 'DROP DATABASE other', 'ALTER DATABASE other SET TABLESPACE pg_default',
  "CREATE TABLESPACE fast LOCATION '/fast'", 'DROP TABLESPACE fast', "ALTER SYSTEM SET work_mem = '8MB'", 'DISCARD ALL',
  "CREATE SUBSCRIPTION s CONNECTION 'dbname=other' PUBLICATION p",
];

export const proofs: readonly Proof[] = [
  ...refused.map((statement): Proof => ({ title: statement, setup, statement, finding: 'rejected', locks: {}, error: '25001' })),
  { title: 'a new table', setup: '', preparation: 'CREATE TABLE fresh (x int);', statement: 'CREATE INDEX CONCURRENTLY i ON fresh (x)', finding: 'newTable', locks: {}, error: '25001' },
  { title: 'REFRESH CONCURRENTLY', setup, statement: 'REFRESH MATERIALIZED VIEW CONCURRENTLY sales', finding: undefined, locks: { 'public.sales': 'ExclusiveLock' }, scans: ['public.sales'] },
  { title: 'a plain index', setup, statement: 'CREATE INDEX i ON orders (x)', finding: undefined, locks: { 'public.orders': share }, scans: ['public.orders'] },
  { title: 'REINDEX of a table', setup, statement: 'REINDEX (CONCURRENTLY false) TABLE orders', finding: undefined, locks: { 'public.orders': share }, scans: ['public.orders'] },
  { title: 'CLUSTER of a table', setup, statement: 'CLUSTER orders', finding: undefined, locks: { 'public.orders': accessExclusive }, rewrites: ['public.orders'] },
  {
    title: 'DETACH PARTITION', setup, statement: 'ALTER TABLE events DETACH PARTITION events_1', finding: undefined,
    locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive },
  },
];
