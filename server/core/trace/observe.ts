import type { QualifiedName } from '../catalog/model';
import type { DatabaseError, QueryResult, Session } from '../database';
import { lockModes, type LockMode } from '../effects/lock-mode';
import type { Observed } from './model';

/** What observing needs of a session: its queries may change the database. */
export type ObservedSession = Pick<Session, 'query'>;

/** What was seen of one statement, in the words of the prediction; `scans` of queries too, where they are the planner's choice. */
export type Sight = Omit<Observed, 'duration'>;

interface RelationState {
  readonly name: QualifiedName;
  /** `relkind` of pg_class. */
  readonly kind: string;
  readonly file: string;
}

/** Relations, indexes and sequences of all schemas but the system's and temporary ones, by their oid. */
export type Relations = ReadonlyMap<string, RelationState>;

export interface Watch {
  readonly session: ObservedSession;
  readonly sql: string;
  /** SET LOCAL and the like, sent at the start of the transaction. */
  readonly preparation: readonly string[];
  /** How the transaction ends. */
  readonly end: 'COMMIT' | 'ROLLBACK';
  /** The relations as they are, where the caller has seen them after the statement before. */
  readonly before?: Relations | undefined;
  /** Called right before and right after the statement itself. */
  readonly measure?: { readonly start: () => void; readonly stop: () => void };
}

export type WatchOutcome =
  | { readonly ok: true; readonly sight: Sight; readonly after: Relations }
  | { readonly ok: false; readonly error: DatabaseError };

/**
 * Runs a statement in a transaction of its own and looks, before it ends, at the locks of this session, the heap files and the counters of full scans.
 * A statement that fails, also at COMMIT, has left nothing behind.
 */
export async function watch({ session, sql, preparation, end, before, measure }: Watch): Promise<WatchOutcome> {
  try {
    await must(session, 'BEGIN');
    for (const statement of preparation) await must(session, statement);
    const old = before ?? (await relationsOf(session));
    const counted = await scansOf(session);
    measure?.start();
    try {
      await must(session, sql);
    } finally {
      measure?.stop();
    }
    const after = await relationsOf(session);
    const [locks, scans] = [await locksOf(session), await scansOf(session)];
    await must(session, end);
    const seen = { ...changesBetween(old, after), locks: locksOn(old, locks) };
    const rewritten = new Set(seen.rewrites.map(written));
    const read = [...scans].flatMap(([oid, count]) => (count > (counted.get(oid) ?? 0) ? (old.get(oid) ?? []) : []));
    return { ok: true, after, sight: { ...seen, scans: namesOf(read).filter((name) => !rewritten.has(written(name))) } };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await session.query('ROLLBACK');
    return { ok: false, error: error.error };
  }
}

/** Runs a statement outside of any transaction: its locks and scans are over before anyone can look. */
export async function watchOutside({ session, sql, before, measure }: Omit<Watch, 'preparation' | 'end'>): Promise<WatchOutcome> {
  try {
    const old = before ?? (await relationsOf(session));
    measure?.start();
    try {
      await must(session, sql);
    } finally {
      measure?.stop();
    }
    const after = await relationsOf(session);
    return { ok: true, after, sight: { ...changesBetween(old, after), locks: [], scans: [] } };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, error: error.error };
  }
}

class Refused extends Error {
  readonly error: DatabaseError;

  constructor(error: DatabaseError) {
    super(error.message);
    this.error = error;
  }
}

async function must(session: ObservedSession, sql: string): Promise<QueryResult> {
  const outcome = await session.query(sql);
  if (!outcome.ok) throw new Refused(outcome.error);
  return outcome.value;
}

async function relationsOf(session: ObservedSession): Promise<Relations> {
  const { rows } = await must(session, `
    SELECT c.oid, n.nspname, c.relname, c.relkind, c.relfilenode FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm', 'v', 'i', 'I', 'S', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`);
  return new Map(rows.map(([oid, schema, name, kind, file]) => [oid ?? '', { name: { schema: schema ?? '', name: name ?? '' }, kind: kind ?? '', file: file ?? '' }]));
}

/** Full scans of tables since the counters were last sent away, which never happens inside of a transaction. */
async function scansOf(session: ObservedSession): Promise<ReadonlyMap<string, number>> {
  const { rows } = await must(session, `
    SELECT oid, pg_catalog.pg_stat_get_xact_numscans(oid) FROM pg_catalog.pg_class
    WHERE relkind IN ('r', 'm') AND pg_catalog.pg_stat_get_xact_numscans(oid) > 0`);
  return new Map(rows.map(([oid, scans]) => [oid ?? '', Number(scans)]));
}

async function locksOf(session: ObservedSession): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await must(session, `
    SELECT relation, pg_catalog.string_agg(mode, ' ') FROM pg_catalog.pg_locks
    WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'relation' AND granted GROUP BY relation`);
  return new Map(rows.map(([oid, modes]) => [oid ?? '', (modes ?? '').split(' ')]));
}

/** Tables, partitioned tables and materialized views. */
function counts({ kind }: RelationState): boolean {
  return kind === 'r' || kind === 'p' || kind === 'm';
}

function locksOn(old: Relations, locks: ReadonlyMap<string, readonly string[]>): Sight['locks'] {
  return [...old].flatMap(([oid, state]) => {
    const mode = counts(state) ? lockModes.findLast((each): each is LockMode => locks.get(oid)?.includes(each) === true) : undefined;
    return mode === undefined ? [] : [{ relation: state.name, mode }];
  }).toSorted((a, b) => compareNames(a.relation, b.relation));
}

/** What has the old name or the old oid is the same: an index that was built again, a table that was renamed. */
function changesBetween(old: Relations, after: Relations): Pick<Sight, 'rewrites' | 'creates' | 'drops'> {
  const rewritten = [...old].filter(([oid, state]) => counts(state) && (after.get(oid)?.file ?? state.file) !== state.file);
  return { rewrites: namesOf(rewritten.map(([, state]) => state)), creates: missing(after, old), drops: missing(old, after) };
}

function missing(from: Relations, among: Relations): readonly QualifiedName[] {
  const unknown = [...from].filter(([oid]) => !among.has(oid));
  if (unknown.length === 0) return [];
  const names = new Set([...among.values()].map(({ name }) => written(name)));
  return namesOf(unknown.flatMap(([, state]) => (names.has(written(state.name)) ? [] : [state])));
}

function namesOf(states: readonly RelationState[]): readonly QualifiedName[] {
  return states.map(({ name }) => name).toSorted(compareNames);
}

export function written({ schema, name }: QualifiedName): string {
  return `${schema}.${name}`;
}

function compareNames(a: QualifiedName, b: QualifiedName): number {
  const [one, other] = [written(a), written(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
