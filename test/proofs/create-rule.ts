import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, x int);
  CREATE VIEW open_orders AS SELECT id FROM orders;`;

export const proofs: readonly Proof[] = [
  { title: 'on a table', setup, statement: 'CREATE RULE r AS ON INSERT TO orders DO INSTEAD NOTHING', finding: 'locks', locks: { 'public.orders': accessExclusive } },
  { title: 'on a view', setup, statement: 'CREATE RULE r AS ON DELETE TO open_orders DO INSTEAD NOTHING', finding: 'view', locks: {} },
];
