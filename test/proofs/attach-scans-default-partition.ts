import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_default PARTITION OF events DEFAULT;
  INSERT INTO events SELECT g FROM generate_series(1, 50) g;`;
const statement = 'CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (200)';
const locks = { 'public.events': accessExclusive, 'public.events_default': accessExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'a new partition', setup, statement, finding: 'scans', locks, scans: ['public.events_default'] },
  {
    title: 'with a CHECK that excludes the bounds', setup: `${setup} ALTER TABLE events_default ADD CHECK (at < 100 OR at >= 200);`, statement, finding: undefined, locks,
  },
];
