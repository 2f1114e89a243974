import { accessExclusive, type Proof } from './proof';

const setup = 'DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop; CREATE TABLE shop.orders (id int);';

export const proofs: readonly Proof[] = [
  { title: 'with CASCADE', setup, statement: 'DROP SCHEMA shop CASCADE', finding: 'cascade', locks: { 'shop.orders': accessExclusive } },
  { title: 'with something in it', setup, statement: 'DROP SCHEMA shop', finding: 'dataLoss', locks: {}, error: '2BP01' },
];
