import { accessExclusive, shareUpdateExclusive, type Proof } from './proof';

const table = `
  CREATE TABLE users (id bigint PRIMARY KEY, a int, b int);
  INSERT INTO users SELECT g, g, g FROM generate_series(1, 100) g;`;
const locks = { 'public.users': accessExclusive } as const;
const scans = ['public.users'];
const statement = 'ALTER TABLE users ALTER COLUMN a SET NOT NULL';

function withCheck(condition: string, finding: string | undefined): readonly Proof[] {
  const proof = { title: `with CHECK (${condition})`, setup: `${table} ALTER TABLE users ADD CONSTRAINT p CHECK (${condition});`, statement, locks };
  if (finding === undefined) return [{ ...proof, finding }];
  return [{ ...proof, finding: 'scanBefore18', until: 17, scans }, { ...proof, finding: 'scan', since: 18, scans }];
}

export const proofs: readonly Proof[] = [
  { title: 'plain, before 18', setup: table, statement, until: 17, finding: 'scanBefore18', locks, scans },
  { title: 'plain', setup: table, statement, since: 18, finding: 'scan', locks, scans },
  ...withCheck('a IS NOT NULL', undefined),
  ...withCheck('a IS NOT NULL AND b > 0', undefined),
  ...withCheck('NOT (a IS NULL)', undefined),
  ...withCheck('NOT (a IS NULL OR b IS NULL)', undefined),
  ...withCheck('(a IS NOT NULL AND b > 0) OR (a IS NOT NULL AND b <= 0)', undefined),
  ...withCheck('a > 0', 'scan'),
  ...withCheck('a IS NOT NULL OR b IS NOT NULL', 'scan'),
  ...withCheck('(a IS NOT NULL AND b > 0) OR b <= 0', 'scan'),
  ...withCheck('(a IS NOT NULL) IS TRUE', 'scan'),
  {
    title: 'with a CHECK that is not valid', setup: `${table} ALTER TABLE users ADD CONSTRAINT p CHECK (a IS NOT NULL) NOT VALID;`,
    statement, since: 18, finding: 'scan', locks, scans,
  },
  {
    title: 'with a CHECK that was validated later', setup: `${table} ALTER TABLE users ADD CONSTRAINT p CHECK (a IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT p;`,
    statement, finding: undefined, locks,
  },
  {
    title: 'while the CHECK is dropped', setup: `${table} ALTER TABLE users ADD CONSTRAINT p CHECK (a IS NOT NULL);`,
    statement: `${statement}, DROP CONSTRAINT p`, finding: 'droppedProof', locks, scans,
  },
  {
    title: 'on a constraint that is not valid', setup: `${table} ALTER TABLE users ADD CONSTRAINT n NOT NULL a NOT VALID;`,
    statement, since: 18, finding: 'notValidConstraint', locks, scans,
  },
  {
    title: 'VALIDATE of that constraint', setup: `${table} ALTER TABLE users ADD CONSTRAINT n NOT NULL a NOT VALID;`,
    statement: 'ALTER TABLE users VALIDATE CONSTRAINT n', since: 18, finding: undefined, locks: { 'public.users': shareUpdateExclusive }, scans,
  },
  { title: 'on a column that is NOT NULL', setup: table, statement: 'ALTER TABLE users ALTER COLUMN id SET NOT NULL', finding: undefined, locks },
];
