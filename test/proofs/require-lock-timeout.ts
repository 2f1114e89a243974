import { accessExclusive, share, shareRowExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id bigint PRIMARY KEY);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);`;
const locks = { 'public.orders': accessExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'ALTER TABLE', setup, statement: 'ALTER TABLE orders ADD COLUMN x int', finding: 'missing', locks },
  { title: 'CREATE INDEX', setup, statement: 'CREATE INDEX i ON orders (user_id)', finding: 'missing', locks: { 'public.orders': share }, scans: ['public.orders'] },
  { title: 'a foreign key of a new table', setup, statement: 'CREATE TABLE lines (user_id bigint REFERENCES users (id))', finding: undefined, locks: { 'public.users': shareRowExclusive } },
  { title: 'no limit', setup, preparation: 'SET LOCAL lock_timeout = 0;', statement: 'ALTER TABLE orders ADD COLUMN x int', finding: 'zero', locks },
  { title: 'with a timeout', setup, preparation: "SET LOCAL lock_timeout = '2s';", statement: 'ALTER TABLE orders ADD COLUMN x int', finding: undefined, locks },
];
