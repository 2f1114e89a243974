import type { Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, state text);
  INSERT INTO orders SELECT g, NULL FROM generate_series(1, 100) g;`;
const locks = { 'public.orders': 'RowExclusiveLock' } as const;

/** The lock of the table is weak; that the rows stay locked until the commit is in no list of locks. */
export const proofs: readonly Proof[] = [
  { title: 'by a key', setup, statement: "UPDATE orders SET state = 'open' WHERE id = 1", finding: undefined, locks },
];
