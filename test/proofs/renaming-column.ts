import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id int, name text);
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  CREATE TYPE address AS (zip text);`;

export const proofs: readonly Proof[] = [
  { title: 'a column', setup, statement: 'ALTER TABLE users RENAME COLUMN name TO full_name', finding: 'column', locks: { 'public.users': accessExclusive } },
  { title: 'of a partitioned table', setup, statement: 'ALTER TABLE events RENAME COLUMN at TO happened', finding: 'column', locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive } },
  { title: 'an attribute', setup, statement: 'ALTER TYPE address RENAME ATTRIBUTE zip TO code', finding: 'attribute', locks: {} },
  { title: 'a constraint', setup: 'CREATE TABLE users (id int CONSTRAINT one UNIQUE);', statement: 'ALTER TABLE users RENAME CONSTRAINT one TO only_one', finding: undefined, locks: { 'public.users': accessExclusive } },
];
