import { accessExclusive, shareUpdateExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);`;
const withDefault = `${setup} CREATE TABLE events_default PARTITION OF events DEFAULT;`;

export const proofs: readonly Proof[] = [
  { title: 'PARTITION OF', setup, statement: 'CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (200)', finding: 'locksParent', locks: { 'public.events': accessExclusive } },
  {
    title: 'PARTITION OF, beside a default partition', setup: withDefault, statement: 'CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (200)', finding: 'locksParent',
    locks: { 'public.events': accessExclusive, 'public.events_default': accessExclusive }, scans: ['public.events_default'],
  },
  {
    title: 'LIKE and ATTACH', setup, preparation: 'CREATE TABLE events_2 (LIKE events INCLUDING ALL EXCLUDING IDENTITY);',
    statement: 'ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (100) TO (200)', finding: undefined,
    locks: { 'public.events': shareUpdateExclusive, 'public.events_2': accessExclusive }, scans: ['public.events_2'],
  },
];
