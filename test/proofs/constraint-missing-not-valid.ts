import { accessExclusive, shareUpdateExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE orders (id bigint PRIMARY KEY, total int);
  INSERT INTO orders SELECT g, g FROM generate_series(1, 100) g;
  CREATE TABLE events (at int NOT NULL, x int) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  INSERT INTO events VALUES (1, 1);`;
const locks = { 'public.orders': accessExclusive } as const;
const eventLocks = { 'public.events': accessExclusive, 'public.events_1': accessExclusive } as const;
const check = 'ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0)';
const notNull = 'ALTER TABLE orders ADD CONSTRAINT n NOT NULL total';
const scans = ['public.orders'];

export const proofs: readonly Proof[] = [
  { title: 'a plain CHECK', setup, statement: check, finding: 'check', locks, scans },
  { title: 'NO INHERIT', setup, statement: `${check} NO INHERIT`, finding: 'check', locks, scans },
  { title: 'NOT VALID', setup, statement: `${check} NOT VALID`, finding: undefined, locks },
  { title: 'NOT ENFORCED', setup, statement: `${check} NOT ENFORCED`, since: 18, finding: undefined, locks },
  {
    title: 'VALIDATE', setup: `${setup} ${check} NOT VALID;`, statement: 'ALTER TABLE orders VALIDATE CONSTRAINT c', finding: undefined,
    locks: { 'public.orders': shareUpdateExclusive }, scans,
  },
  { title: 'a partitioned table', setup, statement: 'ALTER TABLE events ADD CHECK (x > 0)', finding: 'check', locks: eventLocks, scans: ['public.events_1'] },
  { title: 'NOT VALID on a partitioned table', setup, statement: 'ALTER TABLE events ADD CONSTRAINT c CHECK (x > 0) NOT VALID', finding: undefined, locks: eventLocks },
  { title: 'NOT NULL', setup, statement: notNull, since: 18, finding: 'notNull', locks, scans },
  { title: 'NOT NULL before 18', setup, statement: notNull, until: 17, finding: undefined, locks: {}, error: '42601' },
  { title: 'NOT NULL NOT VALID', setup, statement: `${notNull} NOT VALID`, since: 18, finding: undefined, locks },
  {
    title: 'VALIDATE of NOT NULL', setup: `${setup} ${notNull} NOT VALID;`, statement: 'ALTER TABLE orders VALIDATE CONSTRAINT n', since: 18, finding: undefined,
    locks: { 'public.orders': shareUpdateExclusive }, scans,
  },
  { title: 'NOT NULL that a CHECK proves', setup: `${setup} ALTER TABLE orders ADD CHECK (total IS NOT NULL);`, statement: notNull, since: 18, finding: undefined, locks },
  {
    title: 'NOT NULL whose proof is dropped', setup: `${setup} ALTER TABLE orders ADD CONSTRAINT p CHECK (total IS NOT NULL);`,
    statement: 'ALTER TABLE orders ADD CONSTRAINT n NOT NULL total, DROP CONSTRAINT p', since: 18, finding: 'notNull', locks, scans,
  },
];
