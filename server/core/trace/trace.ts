import { createCatalog, type Catalog } from '../catalog/catalog';
import { applyStatement } from '../catalog/from-ddl';
import type { Database, DatabaseError } from '../database';
import type { Statement } from '../document/statement';
import { effectsOf, type Effects } from '../effects/effects';
import type { Cancel } from '../host';
import type { HistoryFile } from '../migrations/history';
import { differencesOf } from './compare';
import type { TracedStatement, TraceOutcome } from './model';
import { written, type Sight } from './observe';
import { Runner, type RunOutcome } from './runner';
import { sentText } from './send-statement';
import { stepsOf, type Step } from './steps';

/** Default longest time for one statement, in milliseconds. Migrations that fill tables are slow. */
export const defaultStatementTimeout = 60_000;

export interface TraceRequest {
  readonly database: Database;
  /** The history in the order in which it runs. */
  readonly files: readonly HistoryFile[];
  /** Paths of the files to trace; those before the last of them are run without being watched. Absent: all. */
  readonly traced?: ReadonlySet<string>;
  /** Longest time for one statement, in milliseconds. */
  readonly statementTimeout?: number;
  /** Longest time for everything, in milliseconds. */
  readonly maximumTime?: number;
  /** TimeZone of the sessions; UTC where it is absent. Whether a column from `timestamp` to `timestamptz` is written anew depends on it. */
  readonly timeZone?: string;
  /** Milliseconds from any start. */
  readonly now: () => number;
  readonly progress: (message: string) => void;
  readonly cancel: Cancel;
}

/** A statement of a file that is not traced, which failed all the same. */
export interface ReplayProblem {
  readonly file: string;
  readonly placed: Step['placed'];
  readonly error: DatabaseError;
}

/** How a trace ended: to its end, or where and why it could not go on. */
export interface TraceEnd {
  readonly problems: readonly ReplayProblem[];
  readonly stopped: { readonly error: DatabaseError; readonly file: string | undefined; readonly placed: Step['placed'] | undefined } | undefined;
}

/**
 * Runs the up parts of a history on a fresh embedded PostgreSQL, statement by statement, each in a transaction of its own, and yields what it
 * predicted and what PostgreSQL did. A statement that fails is rolled back and the rest goes on, with a catalog that knows nothing of it.
 * A database that is lost to a statement (a lock that is never free, a loop without end) is made again without it. Returns, never throws for the SQL.
 */
export async function* traceFiles(request: TraceRequest): AsyncGenerator<TracedStatement, TraceEnd> {
  const trace = new Trace(request);
  try {
    return yield* trace.run();
  } finally {
    await trace.close();
  }
}

class Trace {
  readonly #request: TraceRequest;
  readonly #runner: Runner;
  readonly #catalog: Catalog = createCatalog();
  readonly #problems: ReplayProblem[] = [];
  readonly #deadline: number;

  constructor(request: TraceRequest) {
    const { statementTimeout = defaultStatementTimeout, maximumTime = Infinity, timeZone = 'UTC', now } = request;
    this.#request = request;
    this.#deadline = now() + maximumTime;
    if (request.timeZone !== undefined) this.#catalog.setDefault('timezone', request.timeZone);
    this.#runner = new Runner({ ...request, timeZone, statementTimeout: () => Math.max(1, Math.min(statementTimeout, this.#deadline - now())) });
  }

  async* run(): AsyncGenerator<TracedStatement, TraceEnd> {
    const { files, traced } = this.#request;
    const failed = await this.#runner.open();
    if (failed !== undefined) return this.#end({ error: failed, file: undefined, placed: undefined });
    const last = traced === undefined ? files.length - 1 : files.findLastIndex(({ path }) => traced.has(path));
    for (const [position, file] of files.slice(0, last + 1).entries()) {
      this.#request.progress(`${file.path}, ${position + 1} of ${last + 1}`);
      const stopped = yield* this.#file(file, traced?.has(file.path) ?? true);
      if (stopped !== undefined) return this.#end(stopped);
    }
    return this.#end(undefined);
  }

  async close(): Promise<void> {
    await this.#runner.close();
  }

  #end(stopped: TraceEnd['stopped']): TraceEnd {
    return { problems: this.#problems, stopped };
  }

  async* #file(file: HistoryFile, traced: boolean): AsyncGenerator<TracedStatement, TraceEnd['stopped']> {
    this.#catalog.startSession();
    const error = await this.#startSession();
    if (error !== undefined) return { error, file: file.path, placed: undefined };
    let unit: number | undefined;
    for (const step of stepsOf(file)) {
      const { placed } = step;
      const over = this.#over();
      if (over !== undefined) return { error: over, file: file.path, placed };
      if (unit !== step.unit) this.#runner.endTransaction();
      unit = step.unit;
      const { told, lost } = traced ? await this.#traced(step) : await this.#silent(step);
      if (told !== undefined) yield told;
      const stopped = await this.#going(lost);
      if (stopped !== undefined) return { error: stopped, file: file.path, placed };
    }
    return undefined;
  }

  async #startSession(): Promise<DatabaseError | undefined> {
    const failed = await this.#runner.startSession();
    if (failed?.stopped === undefined) return failed;
    return (await this.#going(failed)) ?? this.#runner.startSession();
  }

  /** Where a statement took the database with it, another one. An error only where the trace cannot go on. */
  async #going(error: DatabaseError | undefined): Promise<DatabaseError | undefined> {
    if (error?.stopped === undefined) return undefined;
    return this.#over() ?? (error.stopped === 'cancelled' ? error : this.#runner.recover());
  }

  #over(): DatabaseError | undefined {
    const { cancel, now, maximumTime = Infinity } = this.#request;
    if (cancel.isCancellationRequested) return ourError('Cancelled.', 'cancelled');
    return now() < this.#deadline ? undefined : ourError(`Stopped after ${Math.round(maximumTime / 1000)} s, the longest time that was allowed.`, 'timeout');
  }

  async #traced(step: Step): Promise<{ readonly told: TracedStatement; readonly lost: DatabaseError | undefined }> {
    const { file, placed, index, skipped } = step;
    const { statement } = placed;
    const predicted = effectsOf(statement, this.#catalog, { pgVersion: this.#runner.version });
    const outcome = skipped === undefined ? outcomeOf(statement, await this.#runner.observe(sentText(statement), isTableChange(statement) ? noIndexes : [])) : { kind: 'skipped' as const, reason: skipped };
    this.#follow(step, outcome.kind !== 'failed');
    const told: TracedStatement = { file: file.path, index, placed, predicted, outcome, differences: differencesOf(predicted, outcome, referencedBy(predicted, this.#catalog)) };
    return { told, lost: outcome.kind === 'failed' ? outcome.error : undefined };
  }

  async #silent(step: Step): Promise<{ readonly told?: undefined; readonly lost: DatabaseError | undefined }> {
    const { file, placed, skipped } = step;
    const error = skipped === undefined ? await this.#runner.run(sentText(placed.statement)) : undefined;
    if (error !== undefined) this.#problems.push({ file: file.path, placed, error });
    this.#follow(step, error === undefined);
    return { lost: error };
  }

  /** Brings the catalog and the session's local settings behind the statement. */
  #follow({ file, placed: { statement }, index, role, skipped }: Step, succeeded: boolean): void {
    if (role === 'end') this.#runner.endTransaction();
    if (!succeeded || role === 'nothing' || !isFollowed(statement, skipped)) return;
    applyStatement(this.#catalog, statement, { file: file.path, statement: index });
    if (role === 'local') this.#runner.keepLocal(statement.text);
  }
}

/** Of what is not sent only COPY counts, and the transactions of the file for its local settings: what they roll back has been committed here. */
function isFollowed({ tree }: Statement, skipped: string | undefined): boolean {
  if (skipped === undefined) return true;
  if (tree === undefined) return false;
  return 'CopyStmt' in tree || ('TransactionStmt' in tree && ['TRANS_STMT_BEGIN', 'TRANS_STMT_START', 'TRANS_STMT_COMMIT'].includes(tree.TransactionStmt.kind ?? ''));
}

/** The query that validates a foreign key reads all rows with a key, but where there is an index the planner may go through that, and no counter tells. */
const noIndexes: readonly string[] = ['enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan'].map((name) => `SET LOCAL ${name} = off`);

function isTableChange({ tree }: Statement): boolean {
  return tree !== undefined && 'AlterTableStmt' in tree;
}

/** Tables that foreign keys of locked tables refer to: how they are read to validate one, and whether at all, depends on the rows and on the planner. */
function referencedBy({ locks }: Effects, catalog: Catalog): ReadonlySet<string> {
  return new Set(locks.flatMap(({ relation }) => {
    const names = (catalog.relation(relation)?.constraints ?? []).flatMap((constraint) => (constraint.kind === 'foreign' ? [constraint.references, ...catalog.children(constraint.references)] : []));
    return names.map(written).filter((name) => name !== written(relation));
  }));
}

function outcomeOf(statement: Statement, ran: RunOutcome): TraceOutcome {
  if (ran.kind === 'failed') return ran;
  const scans: Sight['scans'] = isPlanned(statement) ? [] : ran.sight.scans;
  return { kind: ran.kind, observed: { ...ran.sight, scans, duration: ran.duration } };
}

/** What these read from end to end the planner chose, so it says nothing about another database. */
const planned: ReadonlySet<string> = new Set([
  'SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'ExplainStmt', 'DeclareCursorStmt', 'FetchStmt', 'ExecuteStmt', 'CreateTableAsStmt', 'RefreshMatViewStmt',
]);

function isPlanned({ tree }: Statement): boolean {
  return tree !== undefined && Object.keys(tree).some((tag) => planned.has(tag));
}

function ourError(message: string, stopped: 'timeout' | 'cancelled'): DatabaseError {
  return { message, code: undefined, detail: undefined, hint: undefined, offset: undefined, stopped };
}
