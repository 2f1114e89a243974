import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id bigint PRIMARY KEY, a int UNIQUE, b int, c int, d int, e int, CONSTRAINT order_of CHECK (b <= c));
  CREATE INDEX users_d_b_idx ON users (d, b);
  CREATE INDEX users_partial_idx ON users (d) WHERE c > 0;
  INSERT INTO users SELECT g, g, g, g, g, g FROM generate_series(1, 100) g;
  CREATE TABLE events (at int NOT NULL, x int) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  INSERT INTO events VALUES (1, 1);`;
const locks = { 'public.users': accessExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'a column that nothing uses', setup, statement: 'ALTER TABLE users DROP COLUMN e', finding: 'dataLoss', locks },
  { title: 'a unique column', setup, statement: 'ALTER TABLE users DROP COLUMN a', finding: 'withDependants', locks },
  { title: 'a column of indexes and a CHECK over several columns', setup, statement: 'ALTER TABLE users DROP COLUMN b', finding: 'withDependants', locks },
  { title: 'a column in the WHERE of an index', setup, statement: 'ALTER TABLE users DROP COLUMN c', finding: 'withDependants', locks },
  {
    title: 'a partitioned table', setup, statement: 'ALTER TABLE events DROP COLUMN x', finding: 'dataLoss',
    locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive },
  },
  { title: 'a column that is not there', setup, statement: 'ALTER TABLE users DROP COLUMN IF EXISTS f', finding: undefined, locks },
];
