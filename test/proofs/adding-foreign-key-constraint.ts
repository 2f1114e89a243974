import { rowShare, shareRowExclusive, shareUpdateExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id bigint PRIMARY KEY);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
  INSERT INTO users SELECT generate_series(1, 100);
  INSERT INTO orders SELECT g, g FROM generate_series(1, 100) g;`;
const partitioned = `
  CREATE TABLE users (id bigint PRIMARY KEY);
  CREATE TABLE events (at int NOT NULL, user_id bigint) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  INSERT INTO users VALUES (1);
  INSERT INTO events VALUES (1, 1);`;
const both = { 'public.orders': shareRowExclusive, 'public.users': shareRowExclusive } as const;
const key = 'ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id)';
const eventKey = 'ALTER TABLE events ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id)';

export const proofs: readonly Proof[] = [
  { title: 'a plain key', setup, statement: key, finding: 'blocksWrites', locks: both, scans: ['public.orders', 'public.users'] },
  { title: 'NOT VALID', setup, statement: `${key} NOT VALID`, finding: undefined, locks: both },
  { title: 'NOT ENFORCED', setup, statement: `${key} NOT ENFORCED`, since: 18, finding: undefined, locks: both },
  {
    title: 'VALIDATE', setup: `${setup} ${key} NOT VALID;`, statement: 'ALTER TABLE orders VALIDATE CONSTRAINT k', finding: undefined,
    locks: { 'public.orders': shareUpdateExclusive, 'public.users': rowShare }, scans: ['public.orders', 'public.users'],
  },
  {
    title: 'to itself', setup, statement: 'ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES orders (id)', finding: 'blocksWrites',
    locks: { 'public.orders': shareRowExclusive }, scans: ['public.orders'],
  },
  {
    title: 'a key of a new column', setup, statement: 'ALTER TABLE orders ADD COLUMN x bigint REFERENCES users (id)', finding: undefined,
    locks: { 'public.orders': 'AccessExclusiveLock', 'public.users': shareRowExclusive },
  },
  { title: 'NOT VALID on a partitioned table before 18', setup: partitioned, statement: `${eventKey} NOT VALID`, until: 17, finding: undefined, locks: {}, error: '42809' },
  {
    title: 'NOT VALID on a partitioned table', setup: partitioned, statement: `${eventKey} NOT VALID`, since: 18, finding: undefined,
    locks: { 'public.events': shareRowExclusive, 'public.events_1': shareRowExclusive, 'public.users': shareRowExclusive },
  },
  {
    title: 'a partitioned table before 18', setup: partitioned, statement: eventKey, until: 17, finding: 'partitioned',
    locks: { 'public.events': shareRowExclusive, 'public.events_1': shareRowExclusive, 'public.users': shareRowExclusive }, scans: ['public.events_1', 'public.users'],
  },
  {
    title: 'a partitioned table whose partitions have the key', statement: eventKey, finding: undefined,
    setup: `${partitioned} ALTER TABLE events_1 ADD CONSTRAINT k1 FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID; ALTER TABLE events_1 VALIDATE CONSTRAINT k1;`,
    locks: { 'public.events': shareRowExclusive, 'public.events_1': shareRowExclusive, 'public.users': 'AccessExclusiveLock' },
  },
];
