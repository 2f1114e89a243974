import { accessExclusive, type Proof } from './proof';

const setup = 'CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day; CREATE UNIQUE INDEX sales_day_idx ON sales (day);';

export const proofs: readonly Proof[] = [
  { title: 'the plain form', setup, statement: 'REFRESH MATERIALIZED VIEW sales', finding: 'blocks', locks: { 'public.sales': accessExclusive }, rewrites: ['public.sales'] },
  { title: 'without a unique index', setup: 'CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day', statement: 'REFRESH MATERIALIZED VIEW sales', finding: 'noUniqueIndex', locks: { 'public.sales': accessExclusive }, rewrites: ['public.sales'] },
  { title: 'CONCURRENTLY', setup, statement: 'REFRESH MATERIALIZED VIEW CONCURRENTLY sales', finding: undefined, locks: { 'public.sales': 'ExclusiveLock' }, scans: ['public.sales'] },
  { title: 'CONCURRENTLY without a unique index', setup: 'CREATE MATERIALIZED VIEW sales AS SELECT 1 AS day', statement: 'REFRESH MATERIALIZED VIEW CONCURRENTLY sales', finding: undefined, locks: {}, error: '55000' },
];
