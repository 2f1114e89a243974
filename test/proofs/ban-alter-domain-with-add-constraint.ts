import { share, type Proof } from './proof';

const setup = `
  CREATE DOMAIN email AS text;
  CREATE TABLE users (id bigint PRIMARY KEY, address email);
  INSERT INTO users SELECT g, 'a@b' FROM generate_series(1, 100) g;`;
const locks = { 'public.users': share } as const;
const scans = ['public.users'];
const unchecked = `${setup} ALTER DOMAIN email ADD CONSTRAINT at CHECK (VALUE LIKE '%@%') NOT VALID;`;

export const proofs: readonly Proof[] = [
  { title: 'a CHECK', setup, statement: "ALTER DOMAIN email ADD CHECK (VALUE LIKE '%@%')", finding: 'known', locks, scans },
  { title: 'SET NOT NULL', setup, statement: 'ALTER DOMAIN email SET NOT NULL', finding: 'notNull', locks, scans },
  { title: 'NOT VALID', setup, statement: "ALTER DOMAIN email ADD CHECK (VALUE LIKE '%@%') NOT VALID", finding: undefined, locks: {} },
  { title: 'VALIDATE, which locks as much', setup: unchecked, statement: 'ALTER DOMAIN email VALIDATE CONSTRAINT at', finding: undefined, locks, scans },
];
