import { accessExclusive, rowShare, shareRowExclusive, shareUpdateExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id bigint PRIMARY KEY, age int);
  CREATE TABLE shops (id bigint PRIMARY KEY);
  CREATE TABLE yards (id bigint PRIMARY KEY);
  INSERT INTO users SELECT g, g FROM generate_series(1, 100) g;
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, shop_id bigint, CONSTRAINT to_shops FOREIGN KEY (shop_id) REFERENCES shops);
  INSERT INTO orders SELECT g, g FROM generate_series(1, 100) g;
  ALTER TABLE users ADD CONSTRAINT old CHECK (age > 0) NOT VALID;
  ALTER TABLE orders ADD CONSTRAINT old FOREIGN KEY (user_id) REFERENCES users NOT VALID;`;

/** Locks that are kept while something long is done, or that nobody expects. */
export const proofsByRule: Readonly<Record<string, readonly Proof[]>> = {
  'validate-in-same-transaction': [
    {
      title: 'a CHECK in one statement', setup, statement: 'ALTER TABLE users ADD CONSTRAINT c CHECK (age > 1 OR age = 1) NOT VALID, VALIDATE CONSTRAINT c', finding: 'sameStatement',
      locks: { 'public.users': accessExclusive }, scans: ['public.users'],
    },
    {
      title: 'a foreign key in one statement', setup, statement: 'ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT VALID, VALIDATE CONSTRAINT f', finding: 'sameStatement',
      locks: { 'public.orders': shareRowExclusive, 'public.users': shareRowExclusive }, scans: ['public.orders', 'public.users'],
    },
    {
      title: 'in one transaction', setup, preparation: 'BEGIN; ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;', statement: 'ALTER TABLE users VALIDATE CONSTRAINT c', finding: 'sameTransaction',
      locks: { 'public.users': accessExclusive }, scans: ['public.users'],
    },
    { title: 'a CHECK of before', setup, statement: 'ALTER TABLE users VALIDATE CONSTRAINT old', finding: undefined, locks: { 'public.users': shareUpdateExclusive }, scans: ['public.users'] },
    {
      title: 'a foreign key of before', setup, statement: 'ALTER TABLE orders VALIDATE CONSTRAINT old', finding: undefined,
      locks: { 'public.orders': shareUpdateExclusive, 'public.users': rowShare }, scans: ['public.orders', 'public.users'],
    },
  ],
  'multiple-foreign-keys': [
    {
      title: 'three tables', setup, statement: 'CREATE TABLE links (a bigint REFERENCES users, b bigint REFERENCES shops, c bigint REFERENCES yards)', finding: 'locks',
      locks: { 'public.shops': shareRowExclusive, 'public.users': shareRowExclusive, 'public.yards': shareRowExclusive },
    },
    {
      title: 'two tables', setup, statement: 'ALTER TABLE shops ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES yards NOT VALID', finding: undefined,
      locks: { 'public.shops': shareRowExclusive, 'public.yards': shareRowExclusive },
    },
  ],
  'create-table-fk-lock': [
    { title: 'a foreign key', setup, statement: 'CREATE TABLE links (a bigint REFERENCES users)', finding: 'locks', locks: { 'public.users': shareRowExclusive } },
    { title: 'none', setup, statement: 'CREATE TABLE links (a bigint)', finding: undefined, locks: {} },
  ],
  'drop-fk-locks-both': [
    {
      title: 'a foreign key', setup, statement: 'ALTER TABLE orders DROP CONSTRAINT to_shops', finding: 'constraint', locks: { 'public.orders': accessExclusive, 'public.shops': accessExclusive },
    },
    {
      title: 'a table', setup, statement: 'DROP TABLE orders', finding: 'table', locks: { 'public.orders': accessExclusive, 'public.shops': accessExclusive, 'public.users': accessExclusive },
    },
    { title: 'a CHECK', setup, statement: 'ALTER TABLE users DROP CONSTRAINT old', finding: undefined, locks: { 'public.users': accessExclusive } },
  ],
};
