import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, new_id bigint NOT NULL, n int UNIQUE);
  CREATE UNIQUE INDEX orders_new_key ON orders (new_id);
  INSERT INTO orders SELECT g, g, g FROM generate_series(1, 100) g;`;
const locks = { 'public.orders': accessExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'a primary key', setup, statement: 'ALTER TABLE orders DROP CONSTRAINT orders_pkey', finding: 'drops', locks },
  { title: 'one that is replaced', setup, statement: 'ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY USING INDEX orders_new_key', finding: undefined, locks },
  { title: 'another constraint', setup, statement: 'ALTER TABLE orders DROP CONSTRAINT orders_n_key', finding: undefined, locks },
];
