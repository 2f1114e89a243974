import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id int PRIMARY KEY);
  CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);
  CREATE TABLE plain (id int);
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);`;

export const proofs: readonly Proof[] = [
  { title: 'a table that nothing refers to', setup, statement: 'DROP TABLE plain', finding: 'dataLoss', locks: { 'public.plain': accessExclusive } },
  { title: 'a table with a foreign key', setup, statement: 'DROP TABLE orders', finding: 'dataLoss', locks: { 'public.orders': accessExclusive, 'public.users': accessExclusive } },
  { title: 'a partition', setup, statement: 'DROP TABLE events_1', finding: 'partition', locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive } },
  { title: 'a partitioned table', setup, statement: 'DROP TABLE events', finding: 'dataLoss', locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive } },
  { title: 'one that is not there', setup, statement: 'DROP TABLE IF EXISTS never_made', finding: undefined, locks: {} },
];
