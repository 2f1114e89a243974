import { accessExclusive, share, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint, user_id bigint);
  CREATE INDEX old ON orders (user_id);
  INSERT INTO orders SELECT g, g FROM generate_series(1, 100) g;`;

export const proofs: readonly Proof[] = [
  {
    title: 'dropped first', setup, preparation: 'DROP INDEX old;', statement: 'CREATE INDEX new ON orders (user_id, id)', finding: 'gap',
    locks: { 'public.orders': accessExclusive }, scans: ['public.orders'],
  },
  { title: 'built first', setup, statement: 'CREATE INDEX new ON orders (user_id, id)', finding: undefined, locks: { 'public.orders': share }, scans: ['public.orders'] },
];
