import { type Proof } from './proof';

const setup = `CREATE TYPE state AS ENUM ('sent'); CREATE TABLE orders (state state); INSERT INTO orders VALUES ('sent');`;

export const proofs: readonly Proof[] = [
  { title: 'a value', setup, statement: "ALTER TYPE state RENAME VALUE 'sent' TO 'shipped'", finding: 'breaks', locks: {} },
  { title: 'another value', setup, statement: "ALTER TYPE state ADD VALUE 'shipped'", finding: undefined, locks: {} },
];
