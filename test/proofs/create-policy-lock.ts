import { accessExclusive, type Proof } from './proof';

const setup = `
  CREATE TABLE notes (id bigint PRIMARY KEY);
  CREATE POLICY p ON notes USING (id = 1);`;
const locks = { 'public.notes': accessExclusive } as const;

export const proofs: readonly Proof[] = [
  { title: 'CREATE POLICY', setup, statement: 'CREATE POLICY q ON notes USING (id = 2)', finding: 'locks', locks },
  { title: 'ALTER POLICY', setup, statement: 'ALTER POLICY p ON notes USING (id = 2)', finding: 'locks', locks },
  { title: 'DROP POLICY', setup, statement: 'DROP POLICY p ON notes', finding: 'locks', locks },
];
