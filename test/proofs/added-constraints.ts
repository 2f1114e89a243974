import { accessExclusive, share, shareRowExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE users (id bigint NOT NULL, email text, during int4range, CHECK (id > 0));
  INSERT INTO users SELECT g, g::text FROM generate_series(1, 100) g;
  CREATE TABLE events (at int NOT NULL, user_id bigint) PARTITION BY RANGE (at);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
  INSERT INTO events VALUES (1, 1);
  CREATE UNIQUE INDEX by_email ON users (email);
  CREATE UNIQUE INDEX by_id ON users (id);
  CREATE UNIQUE INDEX partial ON users (email) WHERE email <> '';
  CREATE UNIQUE INDEX expression ON users (lower(email));
  CREATE UNIQUE INDEX descending ON users (email DESC);
  CREATE UNIQUE INDEX nulls_first ON users (email NULLS FIRST);
  CREATE INDEX many ON users (email);
  CREATE UNIQUE INDEX whole ON events (at);`;
const locks = { 'public.users': accessExclusive } as const;
const read = { locks, scans: ['public.users'] } as const;
/** What the partitions are locked with has changed between the two. */
const trees = [
  { until: 15, locks: { 'public.events': accessExclusive, 'public.events_1': share }, scans: ['public.events_1'] },
  { since: 18, locks: { 'public.events': accessExclusive, 'public.events_1': accessExclusive }, scans: ['public.events_1'] },
] as const;

function add(constraint: string, finding: string | undefined, seen: Pick<Proof, 'locks' | 'scans' | 'error' | 'since' | 'until'>, table = 'users'): Proof {
  return { title: `${table}: ${constraint}`, setup, statement: `ALTER TABLE ${table} ADD ${constraint}`, finding, ...seen };
}

const wrong = { locks: {}, error: '42809' } as const;

/** What adding a constraint does to a table with rows. */
export const proofsByRule: Readonly<Record<string, readonly Proof[]>> = {
  'disallowed-unique-constraint': [
    add('UNIQUE (email)', 'builds', read), add('CONSTRAINT u UNIQUE USING INDEX by_email', undefined, { locks }), ...trees.map((tree) => add('UNIQUE (at)', 'partitioned', tree, 'events')),
  ],
  'adding-primary-key': [
    add('PRIMARY KEY (id)', 'builds', read), add('PRIMARY KEY (email)', 'builds', read), add('CONSTRAINT p PRIMARY KEY USING INDEX by_id', undefined, { locks }),
    ...trees.map((tree) => add('PRIMARY KEY (at)', 'partitioned', tree, 'events')),
  ],
  'adding-exclusion-constraint': [add('EXCLUDE USING gist (during WITH &&)', 'builds', read)],
  'primary-key-using-nullable-index': [
    add('PRIMARY KEY USING INDEX by_email', 'scans', read), add('PRIMARY KEY USING INDEX by_id', undefined, { locks }),
    {
      title: 'a CHECK proves that there is no NULL', setup: `${setup} ALTER TABLE users ADD CHECK (email IS NOT NULL);`, statement: 'ALTER TABLE users ADD PRIMARY KEY USING INDEX by_email',
      finding: undefined, locks,
    },
  ],
  'constraint-using-index-renames': [
    add('CONSTRAINT c UNIQUE USING INDEX by_email', 'renames', { locks }), add('CONSTRAINT by_email UNIQUE USING INDEX by_email', undefined, { locks }),
  ],
  'using-index-unsuitable': [
    add('UNIQUE USING INDEX partial', 'refused', wrong), add('UNIQUE USING INDEX expression', 'refused', wrong), add('UNIQUE USING INDEX descending', 'refused', wrong),
    add('UNIQUE USING INDEX nulls_first', 'refused', wrong), add('UNIQUE USING INDEX many', 'refused', wrong),
    add('UNIQUE USING INDEX whole', 'partitioned', { locks: {}, error: '0A000' }, 'events'), add('UNIQUE USING INDEX by_email', undefined, { locks }),
  ],
  'fk-not-valid-on-partitioned': [
    add('FOREIGN KEY (user_id) REFERENCES keys NOT VALID', 'refused', { ...wrong, until: 17 }, 'events'),
    add('FOREIGN KEY (user_id) REFERENCES keys NOT VALID', undefined, {
      locks: { 'public.events': shareRowExclusive, 'public.events_1': shareRowExclusive, 'public.keys': shareRowExclusive }, since: 18,
    }, 'events'),
  ].map((proof) => ({ ...proof, setup: `${setup} CREATE TABLE keys (id bigint PRIMARY KEY);` })),
};
