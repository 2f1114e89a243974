import type { DatabaseError, Session } from '../../server/core/database';
import { valueOf } from '../database/embedded';

/** A session that may write. */
export type Observed = Pick<Session, 'query'>;

/** Lock modes of tables as `pg_locks` names them, the weakest first (manual, 13.3.1). */
export const lockModes = [
  'AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock',
] as const;
export type LockMode = (typeof lockModes)[number];

/** What a statement did to the tables, partitioned tables and materialized views that were there before it; `schema.name`, sorted. */
export interface Observation {
  /** The strongest lock of each relation. */
  readonly locks: Readonly<Record<string, LockMode>>;
  /** Relations that got a new heap file. */
  readonly rewrites: readonly string[];
  /** Relations that were read from end to end, as the server's own counter says; a rewrite is told by `rewrites` alone. */
  readonly scans: readonly string[];
  /** Set where PostgreSQL refused the statement. */
  readonly error: DatabaseError | undefined;
}

interface RelationState {
  readonly name: string;
  readonly file: string;
  readonly scans: number;
}

/** Runs a statement in a transaction that is rolled back; `preparation` (a SET) belongs to the transaction. */
export async function observe(session: Observed, statement: string, preparation = ''): Promise<Observation> {
  await run(session, `BEGIN; ${preparation}`);
  const before = await relations(session);
  const outcome = await session.query(statement);
  if (!outcome.ok) {
    await run(session, 'ROLLBACK');
    return { locks: {}, rewrites: [], scans: [], error: outcome.error };
  }
  const [after, locks] = [await relations(session), await locksOf(session)];
  await run(session, 'ROLLBACK');
  const rewritten = [...before].filter(([id, { file }]) => (after.get(id)?.file ?? file) !== file);
  const read = [...before].filter(([id, { scans, file }]) => (after.get(id)?.scans ?? 0) > scans && after.get(id)?.file === file);
  return {
    locks: Object.fromEntries([...before].flatMap(([id, { name }]) => strongest(name, locks.get(id)))),
    rewrites: rewritten.map(([, { name }]) => name),
    scans: read.map(([, { name }]) => name),
    error: undefined,
  };
}

function strongest(name: string, modes: readonly LockMode[] | undefined): readonly (readonly [string, LockMode])[] {
  const mode = lockModes.findLast((each) => modes?.includes(each));
  return mode === undefined ? [] : [[name, mode]];
}

async function relations(session: Observed): Promise<ReadonlyMap<string, RelationState>> {
  const { rows } = valueOf(await session.query(`
    SELECT c.oid, n.nspname || '.' || c.relname, c.relfilenode, coalesce(s.seq_scan, 0)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_stat_xact_user_tables s ON s.relid = c.oid
    WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    ORDER BY 2`));
  return new Map(rows.map(([id, name, file, scans]) => [id ?? '', { name: name ?? '', file: file ?? '', scans: Number(scans) }]));
}

async function locksOf(session: Observed): Promise<ReadonlyMap<string, readonly LockMode[]>> {
  const { rows } = valueOf(await session.query(`
    SELECT relation, string_agg(mode, ' ') FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted GROUP BY relation`));
  return new Map(rows.map(([id, modes]) => [id ?? '', (modes ?? '').split(' ') as LockMode[]]));
}

/** Makes the database empty, then runs the statements that stand for earlier migrations. */
export async function prepare(session: Observed, setup: string): Promise<void> {
  await run(session, `DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${setup}`);
}

/** Runs statements one by one; none of them may have a semicolon inside. */
export async function run(session: Observed, statements: string): Promise<void> {
  for (const statement of statements.split(';')) if (statement.trim() !== '') valueOf(await session.query(statement));
}
