import { type Proof } from './proof';

const setup = 'CREATE TABLE orders (user_id bigint);';

/** What a failed build leaves takes several transactions to see: `test/database/proofs.test.ts` shows it. */
export const proofs: readonly Proof[] = [
  { title: 'which a transaction refuses', setup, statement: 'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (user_id)', finding: 'skips', locks: {}, error: '25001' },
  { title: 'without IF NOT EXISTS', setup, statement: 'CREATE INDEX CONCURRENTLY i ON orders (user_id)', finding: undefined, locks: {}, error: '25001' },
];
