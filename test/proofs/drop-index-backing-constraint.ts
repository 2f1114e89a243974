import { accessExclusive, type Proof } from './proof';

const setup = 'CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, name text); CREATE UNIQUE INDEX users_name_idx ON users (name);';

export const proofs: readonly Proof[] = [
  { title: 'of a primary key', setup, statement: 'DROP INDEX users_pkey', finding: 'rejected', locks: {}, error: '2BP01' },
  { title: 'with CASCADE', setup, statement: 'DROP INDEX users_email_key CASCADE', finding: 'rejected', locks: {}, error: '2BP01' },
  { title: 'a unique index without a constraint', setup, statement: 'DROP INDEX users_name_idx', finding: undefined, locks: { 'public.users': accessExclusive } },
];
