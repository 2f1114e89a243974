import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id bigint PRIMARY KEY);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
  CREATE TABLE lines (order_id bigint REFERENCES orders (id));
  INSERT INTO users VALUES (1);
  INSERT INTO orders VALUES (1, 1);
  INSERT INTO lines VALUES (1);`;
const all = ['public.lines', 'public.orders', 'public.users'];
const locks = { 'public.lines': accessExclusive, 'public.orders': accessExclusive, 'public.users': accessExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'a table that others refer to', setup, statement: 'TRUNCATE users CASCADE', finding: 'known', locks, rewrites: all },
  { title: 'all of them named', setup, statement: 'TRUNCATE users, orders, lines', finding: undefined, locks, rewrites: all },
  { title: 'without CASCADE', setup, statement: 'TRUNCATE users', finding: undefined, locks: {}, error: '0A000' },
];
