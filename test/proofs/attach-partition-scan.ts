import { accessExclusive, shareUpdateExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 (at int NOT NULL);
  INSERT INTO events_1 SELECT g FROM generate_series(1, 50) g;
  CREATE TABLE events_2 (at int NOT NULL, CONSTRAINT bounds CHECK (at IS NOT NULL AND at >= 100 AND at < 200));
  INSERT INTO events_2 SELECT g FROM generate_series(101, 150) g;`;
const withIndex = `${setup} CREATE INDEX events_at_idx ON events (at);`;

export const proofs: readonly Proof[] = [
  {
    title: 'without a CHECK', setup, statement: 'ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (100)', finding: 'noCheck',
    locks: { 'public.events': shareUpdateExclusive, 'public.events_1': accessExclusive }, scans: ['public.events_1'],
  },
  {
    title: 'with a CHECK that implies the bounds', setup, statement: 'ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (100) TO (200)', finding: undefined,
    locks: { 'public.events': shareUpdateExclusive, 'public.events_2': accessExclusive },
  },
  {
    title: 'with an index to build', setup: withIndex, statement: 'ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (100) TO (200)', finding: 'builds',
    locks: { 'public.events': shareUpdateExclusive, 'public.events_2': accessExclusive }, scans: ['public.events_2'],
  },
];
