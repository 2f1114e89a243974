import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE codes (code varchar(10) PRIMARY KEY);
  CREATE TABLE t (a int, b varchar(10), c varchar(10), d varchar(10), e varchar(10), f timestamp, g cidr, CONSTRAINT filled CHECK (length(c) > 0));
  INSERT INTO t SELECT g, 'x', 'x', 'x', 'x', now(), '10.0.0.0/8' FROM generate_series(1, 100) g;
  ALTER TABLE t ADD CONSTRAINT later CHECK (length(d) > 0) NOT VALID;
  CREATE INDEX b_idx ON t (b);
  CREATE INDEX e_idx ON t (a) WHERE e <> '';
  CREATE INDEX g_idx ON t (g);`;
const locks = { 'public.t': accessExclusive } as const;
const rewrites = ['public.t'];
const scans = ['public.t'];

/** The costs of pairs of types are in `test/database/type-change.test.ts`; here is what comes on top. */
export const proofs: readonly Proof[] = [
  { title: 'a longer varchar, indexed', setup, statement: 'ALTER TABLE t ALTER b TYPE varchar(20)', finding: undefined, locks },
  { title: 'varchar to text, indexed', setup, statement: 'ALTER TABLE t ALTER b TYPE text', finding: undefined, locks },
  { title: 'cidr to inet, indexed', setup, statement: 'ALTER TABLE t ALTER g TYPE inet', finding: undefined, locks },
  { title: 'int to bigint', setup, statement: 'ALTER TABLE t ALTER a TYPE bigint', finding: 'rewrites', locks, rewrites },
  { title: 'an expression', setup, statement: 'ALTER TABLE t ALTER b TYPE text USING lower(b)', finding: 'rewrites', locks, rewrites },
  { title: 'another column', setup, statement: 'ALTER TABLE t ALTER b TYPE varchar(10) USING c', finding: 'rewrites', locks, rewrites },
  { title: 'the column itself', setup, statement: 'ALTER TABLE t ALTER d TYPE varchar(20) USING d', finding: undefined, locks },
  { title: 'a cast that loses the length', setup, statement: 'ALTER TABLE t ALTER d TYPE varchar(20) USING d::varchar', finding: 'rewrites', locks, rewrites },
  { title: 'no automatic conversion', setup, statement: 'ALTER TABLE t ALTER b TYPE int', finding: 'rejected', locks: {}, error: '42804' },
  { title: 'a column with a CHECK', setup, statement: 'ALTER TABLE t ALTER c TYPE varchar(20)', finding: 'scansCheck', locks, scans },
  { title: 'a column with a CHECK that is not valid', setup, statement: 'ALTER TABLE t ALTER d TYPE varchar(20)', finding: undefined, locks },
  { title: 'another collation of an indexed column', setup, statement: 'ALTER TABLE t ALTER b TYPE varchar(20) COLLATE "C"', finding: 'rebuildsIndex', locks, scans },
  { title: 'another collation', setup, statement: 'ALTER TABLE t ALTER d TYPE varchar(20) COLLATE "C"', finding: undefined, locks },
  { title: 'a column in the WHERE of an index', setup, statement: 'ALTER TABLE t ALTER e TYPE varchar(20)', finding: 'rebuildsIndex', locks, scans },
  { title: 'another operator family', setup: `${setup} CREATE INDEX a_idx ON t (a);`, statement: 'ALTER TABLE t ALTER a TYPE oid', finding: 'rebuildsIndex', locks, scans },
  { title: 'timestamptz, no index, in UTC', setup, preparation: "SET LOCAL TimeZone = 'UTC';", statement: 'ALTER TABLE t ALTER f TYPE timestamptz', finding: undefined, locks },
  { title: 'timestamptz elsewhere', setup, preparation: "SET LOCAL TimeZone = 'Europe/Paris';", statement: 'ALTER TABLE t ALTER f TYPE timestamptz', finding: 'rewrites', locks, rewrites },
  {
    title: 'a column of a foreign key', setup: `${setup} INSERT INTO codes VALUES ('x'); ALTER TABLE t ADD FOREIGN KEY (d) REFERENCES codes;`,
    statement: 'ALTER TABLE t ALTER d TYPE varchar(20)', finding: 'locksOther', locks: { ...locks, 'public.codes': accessExclusive },
  },
  {
    title: 'a column that a foreign key refers to', setup: `${setup} INSERT INTO codes VALUES ('x'); ALTER TABLE t ADD FOREIGN KEY (d) REFERENCES codes;`,
    statement: 'ALTER TABLE codes ALTER code TYPE varchar(20)', finding: 'locksOther', locks: { ...locks, 'public.codes': accessExclusive },
  },
];
