import { accessExclusive, type Proof } from './proof';

const setup = 'CREATE TABLE orders (id int); CREATE VIEW old_orders AS SELECT id FROM orders;';

export const proofs: readonly Proof[] = [
  { title: 'a table', setup, statement: 'ALTER TABLE orders RENAME TO purchases', finding: 'breaks', locks: { 'public.orders': accessExclusive } },
  { title: 'a view', setup, statement: 'ALTER VIEW old_orders RENAME TO older_orders', finding: undefined, locks: {} },
];
