import type { DatabaseError, Session } from '../../server/core/database';
import type { LockMode } from '../../server/core/effects/lock-mode';
import { watch, written } from '../../server/core/trace/observe';
import { valueOf } from '../database/embedded';

/** A session that may write. */
export type Observed = Pick<Session, 'query'>;

export type { LockMode };

/** What a statement did to the tables, partitioned tables and materialized views that were there before it; `schema.name`, sorted. */
export interface Observation {
  /** The strongest lock of each relation. */
  readonly locks: Readonly<Record<string, LockMode>>;
  /** Relations that got a new heap file. */
  readonly rewrites: readonly string[];
  /** Relations that were read from end to end, as the server's own counter says; a rewrite is told by `rewrites` alone. */
  readonly scans: readonly string[];
  /** Relations, indexes and sequences that are there only after it, or only before it. */
  readonly creates: readonly string[];
  readonly drops: readonly string[];
  /** Set where PostgreSQL refused the statement. */
  readonly error: DatabaseError | undefined;
}

/** Runs a statement in a transaction that is rolled back; `preparation` (a SET) belongs to the transaction. */
export async function observe(session: Observed, statement: string, preparation = ''): Promise<Observation> {
  const outcome = await watch({ session, sql: statement, preparation: statementsOf(preparation), end: 'ROLLBACK' });
  if (!outcome.ok) return { locks: {}, rewrites: [], scans: [], creates: [], drops: [], error: outcome.error };
  const { locks, rewrites, scans, creates, drops } = outcome.sight;
  return {
    locks: Object.fromEntries(locks.map(({ relation, mode }) => [written(relation), mode])),
    rewrites: rewrites.map(written), scans: scans.map(written), creates: creates.map(written), drops: drops.map(written),
    error: undefined,
  };
}

/** Makes the database empty, then runs the statements that stand for earlier migrations. */
export async function prepare(session: Observed, setup: string): Promise<void> {
  await run(session, `DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${setup}`);
}

/** Runs statements one by one; none of them may have a semicolon inside. */
export async function run(session: Observed, statements: string): Promise<void> {
  for (const statement of statementsOf(statements)) valueOf(await session.query(statement));
}

function statementsOf(text: string): readonly string[] {
  return text.split(';').filter((statement) => statement.trim() !== '');
}
