import { accessExclusive, shareUpdateExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
  INSERT INTO orders SELECT g, g FROM generate_series(1, 100) g;`;

export const proofs: readonly Proof[] = [
  { title: 'CLUSTER', setup, statement: 'CLUSTER orders USING orders_pkey', finding: 'rewrites', locks: { 'public.orders': accessExclusive }, rewrites: ['public.orders'] },
  { title: 'VACUUM FULL, which a transaction refuses', setup, statement: 'VACUUM FULL orders', finding: 'rewrites', locks: {}, error: '25001' },
  { title: 'CLUSTER ON', setup, statement: 'ALTER TABLE orders CLUSTER ON orders_pkey', finding: undefined, locks: { 'public.orders': shareUpdateExclusive } },
];
