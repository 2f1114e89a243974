import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, x int);
  INSERT INTO orders SELECT g, g FROM generate_series(1, 100) g;`;
const locks = { 'public.orders': accessExclusive } as const;
const preparation = 'ALTER TABLE orders ADD COLUMN note text;';

export const proofs: readonly Proof[] = [
  { title: 'an index after ADD COLUMN', setup, preparation, statement: 'CREATE INDEX i ON orders (x)', finding: 'reads', locks, scans: ['public.orders'] },
  { title: 'a quick change after ADD COLUMN', setup, preparation, statement: "ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''", finding: undefined, locks },
];
