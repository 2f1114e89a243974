import { type Proof } from './proof';

const setup = 'CREATE TABLE events (id int, at int NOT NULL) PARTITION BY RANGE (at);';

export const proofs: readonly Proof[] = [
  { title: 'a primary key without the key', setup, statement: 'CREATE TABLE a (id int PRIMARY KEY, at int) PARTITION BY RANGE (at)', finding: 'missing', locks: {}, error: '0A000' },
  { title: 'a primary key with an expression as partition key', setup, statement: 'CREATE TABLE a (id int PRIMARY KEY, at int) PARTITION BY RANGE ((at + 1))', finding: 'expression', locks: {}, error: '0A000' },
  { title: 'a unique constraint that is added', setup, statement: 'ALTER TABLE events ADD UNIQUE (id)', finding: 'missing', locks: {}, error: '0A000' },
  { title: 'a unique index', setup, statement: 'CREATE UNIQUE INDEX ON ONLY events (id)', finding: 'missing', locks: {}, error: '0A000' },
  { title: 'a primary key with the key', setup, statement: 'CREATE TABLE a (id int, at int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)', finding: undefined, locks: {} },
];
