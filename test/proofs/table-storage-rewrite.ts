import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id int); INSERT INTO orders SELECT g FROM generate_series(1, 100) g;
  CREATE UNLOGGED TABLE lines (id int); INSERT INTO lines SELECT g FROM generate_series(1, 100) g;`;

export const proofs: readonly Proof[] = [
  { title: 'SET UNLOGGED', setup, statement: 'ALTER TABLE orders SET UNLOGGED', finding: 'unlogged', locks: { 'public.orders': accessExclusive }, rewrites: ['public.orders'] },
  { title: 'SET LOGGED', setup, statement: 'ALTER TABLE lines SET LOGGED', finding: 'logged', locks: { 'public.lines': accessExclusive }, rewrites: ['public.lines'] },
  { title: 'SET LOGGED of a logged table', setup, statement: 'ALTER TABLE orders SET LOGGED', finding: undefined, locks: { 'public.orders': accessExclusive } },
];
