import { type Proof } from './proof';

const setup = 'CREATE TABLE orders (id int); INSERT INTO orders SELECT g FROM generate_series(1, 100) g;';
const locks = { 'public.orders': 'AccessShareLock' } as const;

export const proofs: readonly Proof[] = [
  { title: 'with data', setup, statement: 'CREATE MATERIALIZED VIEW v AS SELECT count(*) AS n FROM orders', finding: 'runs', locks, scans: ['public.orders'] },
  { title: 'without data', setup, statement: 'CREATE MATERIALIZED VIEW v AS SELECT count(*) AS n FROM orders WITH NO DATA', finding: undefined, locks },
];
