import { type Proof } from './proof';

const setup = 'CREATE TABLE orders (id int); CREATE INDEX orders_idx ON orders (id);';

export const proofs: readonly Proof[] = [
  { title: 'ALTER TABLE, which locks no table', setup, statement: 'ALTER TABLE orders_idx RENAME TO orders_id_idx', finding: 'exclusive', locks: {} },
  { title: 'ALTER INDEX', setup, statement: 'ALTER INDEX orders_idx RENAME TO orders_id_idx', finding: undefined, locks: {} },
];
