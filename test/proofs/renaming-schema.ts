import { type Proof } from './proof';

const setup = 'DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop; CREATE TABLE shop.orders (id int);';

export const proofs: readonly Proof[] = [
  { title: 'a schema', setup, statement: 'ALTER SCHEMA shop RENAME TO store', finding: 'breaks', locks: {} },
  { title: 'a new schema', setup, preparation: 'CREATE SCHEMA fresh;', statement: 'ALTER SCHEMA fresh RENAME TO fresher', finding: undefined, locks: {} },
];
