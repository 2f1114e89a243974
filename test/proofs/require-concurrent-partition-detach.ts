import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (100) TO (200);`;
const withDefault = `${setup} CREATE TABLE events_default PARTITION OF events DEFAULT;`;
const statement = 'ALTER TABLE events DETACH PARTITION events_1';

export const proofs: readonly Proof[] = [
  { title: 'a partition', setup, statement, finding: 'blocks', locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive } },
  {
    title: 'beside a default partition', setup: withDefault, statement, finding: 'hasDefault',
    locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive, 'public.events_default': accessExclusive },
  },
  { title: 'CONCURRENTLY, which a transaction refuses', setup, statement: `${statement} CONCURRENTLY`, finding: undefined, locks: {}, error: '25001' },
];
