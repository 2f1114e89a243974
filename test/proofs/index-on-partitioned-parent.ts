import { share, type Proof } from './proof';

const setup = `
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  CREATE INDEX i ON events (at);`;

/** Outside a transaction PostgreSQL refuses both for the sake of the partitions: `test/database/proofs.test.ts` shows it. */
export const proofs: readonly Proof[] = [
  { title: 'CREATE INDEX CONCURRENTLY', setup, statement: 'CREATE INDEX CONCURRENTLY j ON events (at)', finding: 'create', locks: {}, error: '25001' },
  { title: 'DROP INDEX CONCURRENTLY', setup, statement: 'DROP INDEX CONCURRENTLY i', finding: 'drop', locks: {}, error: '25001' },
  { title: 'ON ONLY', setup, statement: 'CREATE INDEX j ON ONLY events (at)', finding: undefined, locks: { 'public.events': share } },
];
