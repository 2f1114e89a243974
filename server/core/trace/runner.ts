import type { Database, DatabaseError, Session } from '../database';
import type { Cancel } from '../host';
import { watch, watchOutside, type Relations, type Sight } from './observe';
import { makingMissing } from './send-statement';

export interface RunnerOptions {
  readonly database: Database;
  /** Longest time for one statement in milliseconds, asked anew for each. */
  readonly statementTimeout: () => number;
  /** For sessions of the migrations. */
  readonly timeZone: string;
  readonly now: () => number;
  readonly progress: (message: string) => void;
  readonly cancel: Cancel;
}

export type RunOutcome =
  | { readonly kind: 'observed' | 'unwatched'; readonly sight: Sight; readonly duration: number }
  | { readonly kind: 'failed'; readonly error: DatabaseError };

/** What has been done, so that it can be done again in a fresh database. */
type Done = { readonly kind: 'session' } | { readonly kind: 'statement'; readonly sql: string; readonly local: readonly string[]; readonly outside: boolean };

/** SQLSTATEs of what refuses to run in a transaction block, or to end one. */
const outsideOnly: ReadonlySet<string | undefined> = new Set(['25001', '2D000']);
const attempts = 2;

/** The database that a trace runs in. Where it is lost, another one takes its place and is brought to the same state. */
export class Runner {
  readonly #options: RunnerOptions;
  #session: Session | undefined;
  #relations: Relations | undefined;
  readonly #done: Done[] = [];
  #local: readonly string[] = [];

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Major version of the PostgreSQL; 0 before it was opened. */
  get version(): number {
    return Math.floor((this.#session?.version ?? 0) / 10_000);
  }

  async open(): Promise<DatabaseError | undefined> {
    const { database, progress, cancel, statementTimeout } = this.#options;
    const opened = await database.open({ progress, get statementTimeout() { return statementTimeout(); } }, cancel);
    if (!opened.ok) return opened.error;
    this.#session = opened.value;
    this.#relations = undefined;
    return undefined;
  }

  async close(): Promise<void> {
    await this.#session?.close();
    this.#session = undefined;
  }

  /** Every file is run in a session of its own: settings, temporary tables and prepared statements of the one before are gone. */
  async startSession(): Promise<DatabaseError | undefined> {
    this.#local = [];
    const error = await this.#reset();
    if (error === undefined) this.#done.push({ kind: 'session' });
    return error;
  }

  /** From here on every statement begins with this one, until the transaction of the file ends. */
  keepLocal(sql: string): void {
    this.#local = [...this.#local, sql];
  }

  endTransaction(): void {
    this.#local = [];
  }

  /** Runs a statement and looks at what it did. `preparation` is sent before it in the same transaction. */
  async observe(sql: string, preparation: readonly string[]): Promise<RunOutcome> {
    const session = this.#session;
    if (session === undefined) return { kind: 'failed', error: closed };
    let [started, ended] = [0, 0];
    const measure = { start: () => { started = this.#options.now(); }, stop: () => { ended = this.#options.now(); } };
    const forget = (): void => { this.#relations = undefined; };
    let kind: 'observed' | 'unwatched' = 'observed';
    let outcome = await makingMissing(session, sql, () => watch({ session, sql, preparation: [...this.#local, ...preparation], end: 'COMMIT', before: this.#relations, measure }), forget);
    if (!outcome.ok && outsideOnly.has(outcome.error.code)) {
      kind = 'unwatched';
      outcome = await makingMissing(session, sql, () => watchOutside({ session, sql, before: this.#relations, measure }), forget);
      // What failed outside of a transaction may have left something: an invalid index.
      if (!outcome.ok) forget();
    }
    if (!outcome.ok) return { kind: 'failed', error: outcome.error };
    this.#relations = outcome.after;
    this.#done.push({ kind: 'statement', sql, local: this.#local, outside: kind === 'unwatched' });
    return { kind, sight: outcome.sight, duration: ended - started };
  }

  /** Runs a statement without looking. */
  async run(sql: string): Promise<DatabaseError | undefined> {
    this.#relations = undefined;
    const attempt: Done = { kind: 'statement', sql, local: this.#local, outside: this.#local.length === 0 };
    const error = await this.#do(attempt);
    if (error === undefined) this.#done.push(attempt);
    return error;
  }

  /** A fresh database in the state of the lost one. The error of the second attempt where that fails, too. */
  async recover(): Promise<DatabaseError | undefined> {
    let error: DatabaseError | undefined;
    for (let attempt = 0; attempt < attempts && error?.stopped !== 'cancelled'; attempt++) {
      await this.close();
      error = (await this.open()) ?? (await this.#redo());
      if (error === undefined) return undefined;
    }
    return error;
  }

  async #redo(): Promise<DatabaseError | undefined> {
    const { progress } = this.#options;
    for (const [number, done] of this.#done.entries()) {
      if (number % 100 === 0) progress(`doing again what was lost, ${number + 1} of ${this.#done.length}`);
      const error = done.kind === 'session' ? await this.#reset() : await this.#do(done);
      if (error?.stopped !== undefined) return error;
    }
    return undefined;
  }

  async #do({ sql, local, outside }: Extract<Done, { kind: 'statement' }>): Promise<DatabaseError | undefined> {
    const session = this.#session;
    if (session === undefined) return closed;
    const outcome = await makingMissing(session, sql, async () => {
      if (outside) return session.query(sql);
      for (const statement of ['BEGIN', ...local]) await session.query(statement);
      const answer = await session.query(sql);
      const ended = await session.query(answer.ok ? 'COMMIT' : 'ROLLBACK');
      return answer.ok ? ended : answer;
    });
    return outcome.ok ? undefined : outcome.error;
  }

  async #reset(): Promise<DatabaseError | undefined> {
    const { timeZone } = this.#options;
    for (const sql of ['DISCARD ALL', `SET TimeZone = '${timeZone.replaceAll("'", "''")}'`]) {
      const outcome = await this.#session?.query(sql);
      if (outcome?.ok !== true) return outcome?.error ?? closed;
    }
    return undefined;
  }
}

const closed: DatabaseError = { message: 'The session is closed.', code: undefined, detail: undefined, hint: undefined, offset: undefined, stopped: 'lost' };
