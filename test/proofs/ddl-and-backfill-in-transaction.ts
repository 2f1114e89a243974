import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, x int);
  INSERT INTO orders SELECT g, g FROM generate_series(1, 100) g;`;
const preparation = 'ALTER TABLE orders ADD COLUMN state text;';
const locks = { 'public.orders': accessExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'UPDATE under the lock of ALTER TABLE', setup, preparation, statement: "UPDATE orders SET state = 'open' WHERE x > 50", finding: 'backfill', locks, scans: ['public.orders'] },
  { title: 'UPDATE alone', setup, statement: 'UPDATE orders SET x = 0 WHERE x > 50', finding: undefined, locks: { 'public.orders': 'RowExclusiveLock' }, scans: ['public.orders'] },
];
