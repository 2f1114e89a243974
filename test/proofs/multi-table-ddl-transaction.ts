import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY);
  CREATE TABLE users (id bigint PRIMARY KEY);`;
const preparation = 'ALTER TABLE orders ADD COLUMN note text;';

/** The message names the tables; which locks they are differs from statement to statement. */
export const proofs: readonly Proof[] = [
  { title: 'one table twice', setup, preparation, statement: 'ALTER TABLE orders ADD COLUMN x int', finding: undefined, locks: { 'public.orders': accessExclusive } },
];
