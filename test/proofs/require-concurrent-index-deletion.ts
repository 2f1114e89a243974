import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
  CREATE INDEX orders_user_id_idx ON orders (user_id);
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  CREATE INDEX events_at_idx ON events (at);`;

export const proofs: readonly Proof[] = [
  { title: 'a plain drop', setup, statement: 'DROP INDEX orders_user_id_idx', finding: 'blocks', locks: { 'public.orders': accessExclusive } },
  { title: 'of a partitioned table', setup, statement: 'DROP INDEX events_at_idx', finding: 'partitioned', locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive } },
  { title: 'CONCURRENTLY, which a transaction refuses', setup, statement: 'DROP INDEX CONCURRENTLY orders_user_id_idx', finding: undefined, locks: {}, error: '25001' },
];
