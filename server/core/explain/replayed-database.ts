import type { Database, DatabaseError, Outcome, Session } from '../database';
import type { Cancel } from '../host';
import { never } from '../host';
import type { HistoryFile } from '../migrations/history';
import { replay, upStatements } from './replay';

/** Longer than a statement of the user may take: migrations that fill tables are slow. */
const migrationTimeout = 60_000;

export interface Replayed {
  readonly session: Session;
  readonly problems: readonly string[];
}

export type ReplayedOutcome = { readonly ok: true; readonly value: Replayed } | { readonly ok: false; readonly error: DatabaseError; readonly place: string | undefined };

export interface Demand {
  readonly files: readonly HistoryFile[];
  /** Longest time for one statement of the caller, in milliseconds. */
  readonly timeout: number;
  readonly progress: (message: string) => void;
  readonly cancel: Cancel;
}

/**
 * The embedded PostgreSQL with migrations replayed in it, kept as long as they stay the same; more of them at the end are added.
 * Callers leave it as they found it.
 */
export class ReplayedDatabase {
  readonly #database: Database;
  #kept: { readonly session: Session; readonly files: readonly HistoryFile[]; readonly problems: readonly string[] } | undefined;
  /** Of whoever uses the kept session now. */
  #cancel: Cancel = never;
  #timeout = migrationTimeout;

  constructor(database: Database) {
    this.#database = database;
  }

  async session(demand: Demand): Promise<ReplayedOutcome> {
    const { files, progress, cancel } = demand;
    this.#cancel = cancel;
    this.#timeout = migrationTimeout;
    const kept = this.#kept;
    if (kept && startsWith(files, kept.files) && (await alive(kept.session))) return this.#extend(kept, demand);
    await this.close();
    const opened = await this.#open(progress);
    return opened.ok ? this.#extend({ session: opened.value, files: [], problems: [] }, demand) : { ...opened, place: undefined };
  }

  async close(): Promise<void> {
    await this.#kept?.session.close();
    this.#kept = undefined;
  }

  #open(progress: (message: string) => void): Promise<Outcome<Session>> {
    // The session outlives the call, so it asks for the limits of the call of the moment.
    const cancelled = (): boolean => this.#cancel.isCancellationRequested;
    const timeout = (): number => this.#timeout;
    return this.#database.open(
      { progress, get statementTimeout() { return timeout(); } },
      { get isCancellationRequested() { return cancelled(); } },
    );
  }

  async #extend(kept: { readonly session: Session; readonly files: readonly HistoryFile[]; readonly problems: readonly string[] }, { files, timeout, progress, cancel }: Demand): Promise<ReplayedOutcome> {
    const { session } = kept;
    const outcome = await replay({ session, files: files.slice(kept.files.length), progress, cancel });
    if (!outcome.ok) {
      this.#kept = undefined;
      await session.close();
      return { ok: false, error: outcome.error, place: outcome.place };
    }
    const problems = [...kept.problems, ...outcome.problems];
    this.#kept = { session, files, problems };
    this.#timeout = timeout;
    return { ok: true, value: { session, problems } };
  }
}

async function alive(session: Session): Promise<boolean> {
  return (await session.query('SELECT 1')).ok;
}

function startsWith(files: readonly HistoryFile[], start: readonly HistoryFile[]): boolean {
  return start.length <= files.length && start.every((file, index) => sameStatements(file, files[index]));
}

/** Statements are the same objects where their text is the same, so comments may change. */
function sameStatements(a: HistoryFile, b: HistoryFile | undefined): boolean {
  if (!b || a.path !== b.path) return false;
  if (a.document === b.document && a.parts === b.parts) return true;
  const left = upStatements(a);
  const right = upStatements(b);
  return left.length === right.length && left.every(({ statement }, index) => statement.text === right[index]?.statement.text);
}
