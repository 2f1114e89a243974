import { share, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
  CREATE INDEX orders_user_id_idx ON orders (user_id);
  INSERT INTO orders SELECT g, g FROM generate_series(1, 100) g;`;

export const proofs: readonly Proof[] = [
  { title: 'an index', setup, statement: 'REINDEX INDEX orders_user_id_idx', finding: 'blocks', locks: { 'public.orders': share }, scans: ['public.orders'] },
  { title: 'a table', setup, statement: 'REINDEX TABLE orders', finding: 'blocks', locks: { 'public.orders': share }, scans: ['public.orders'] },
  { title: 'CONCURRENTLY, which a transaction refuses', setup, statement: 'REINDEX INDEX CONCURRENTLY orders_user_id_idx', finding: undefined, locks: {}, error: '25001' },
];
