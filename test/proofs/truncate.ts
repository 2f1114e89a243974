import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY);
  CREATE TABLE lines (id bigint PRIMARY KEY);
  INSERT INTO orders VALUES (1);`;

export const proofs: readonly Proof[] = [
  { title: 'one table', setup, statement: 'TRUNCATE orders', finding: 'empties', locks: { 'public.orders': accessExclusive }, rewrites: ['public.orders'] },
  {
    title: 'two tables', setup, statement: 'TRUNCATE orders, lines', finding: 'empties',
    locks: { 'public.lines': accessExclusive, 'public.orders': accessExclusive }, rewrites: ['public.lines', 'public.orders'],
  },
];
