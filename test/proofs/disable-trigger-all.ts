import { shareRowExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id bigint PRIMARY KEY);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));`;
const locks = { 'public.orders': shareRowExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'all', setup, statement: 'ALTER TABLE orders DISABLE TRIGGER ALL', finding: 'all', locks },
  { title: 'those of users', setup, statement: 'ALTER TABLE orders DISABLE TRIGGER USER', finding: 'user', locks },
  { title: 'switching on', setup, statement: 'ALTER TABLE orders ENABLE TRIGGER ALL', finding: undefined, locks },
];
