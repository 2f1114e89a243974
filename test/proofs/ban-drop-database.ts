import { type Proof } from './proof';

export const proofs: readonly Proof[] = [
  { title: 'a database, which a transaction refuses', setup: '', statement: 'DROP DATABASE IF EXISTS no_such_database', finding: 'dataLoss', locks: {}, error: '25001' },
];
