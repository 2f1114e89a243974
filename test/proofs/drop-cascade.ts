import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id int PRIMARY KEY);
  CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);
  CREATE VIEW names AS SELECT id FROM users;
  CREATE VIEW more AS SELECT id FROM names;`;

export const proofs: readonly Proof[] = [
  { title: 'a table that others refer to', setup, statement: 'DROP TABLE users CASCADE', finding: 'known', locks: { 'public.orders': accessExclusive, 'public.users': accessExclusive } },
  { title: 'the same without CASCADE', setup, statement: 'DROP TABLE users', finding: undefined, locks: {}, error: '2BP01' },
  { title: 'a view over which there is another', setup, statement: 'DROP VIEW more', finding: undefined, locks: {} },
];
