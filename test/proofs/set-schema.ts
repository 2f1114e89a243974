import { accessExclusive, type Proof } from './proof';

const setup = 'DROP SCHEMA IF EXISTS sales CASCADE; CREATE SCHEMA sales; CREATE TABLE orders (id int PRIMARY KEY);';

export const proofs: readonly Proof[] = [
  { title: 'a table', setup, statement: 'ALTER TABLE orders SET SCHEMA sales', finding: 'breaks', locks: { 'public.orders': accessExclusive } },
  { title: 'a type', setup: `${setup} CREATE TYPE state AS ENUM ('a');`, statement: 'ALTER TYPE state SET SCHEMA sales', finding: undefined, locks: {} },
];
