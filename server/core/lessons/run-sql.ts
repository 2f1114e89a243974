import type { DatabaseError, Outcome, QueryResult, Session } from '../database';
import { split } from '../sql/split';
import type { PlanFacts } from './plan-facts';
import { readPlanFacts } from './plan-facts';

export interface RanStatement {
  readonly sql: string;
  readonly result: QueryResult;
}

export interface ScriptStatement {
  /** Without the semicolon at its end. */
  readonly sql: string;
  /** Where it starts in the script. */
  readonly offset: number;
}

/** The statements of a script; a failure where something in it is not SQL. */
export function splitStatements(text: string): Outcome<readonly ScriptStatement[]> {
  const statements: ScriptStatement[] = [];
  for (const piece of split(text).pieces) {
    if (piece.kind !== 'sql') {
      return failure('Only SQL runs here: this is a psql command or data of a COPY.', piece.span.start);
    }
    const sql = text.slice(piece.span.start, piece.span.end).replace(/;\s*$/, '');
    if (sql.trim() !== '') statements.push({ sql, offset: piece.span.start });
  }
  return { ok: true, value: statements };
}

/**
 * Runs a script statement by statement, each as its own message, as psql runs a file. Offsets of errors are of the whole script.
 * Stops at the first error.
 */
export async function runScript(session: Session, text: string): Promise<Outcome<readonly RanStatement[]>> {
  const read = splitStatements(text);
  if (!read.ok) return read;
  const ran: RanStatement[] = [];
  for (const { sql, offset } of read.value) {
    const outcome = await session.query(sql);
    if (!outcome.ok) return { ok: false, error: { ...outcome.error, offset: offset + (outcome.error.offset ?? 0) } };
    ran.push({ sql, result: outcome.value });
  }
  return { ok: true, value: ran };
}

/** The last statement that returned columns. */
export function lastQuery(ran: readonly RanStatement[]): RanStatement | undefined {
  return ran.findLast(({ result }) => result.columns.length > 0);
}

export function failure(message: string, offset?: number): { readonly ok: false; readonly error: DatabaseError } {
  return { ok: false, error: { message, code: undefined, detail: undefined, hint: undefined, offset } };
}

/** What PostgreSQL said, in one text: message, detail, hint. */
export function describeError(error: DatabaseError): string {
  const code = error.code === undefined ? '' : ` (SQLSTATE ${error.code})`;
  return [`${error.message}${code}`, error.detail, error.hint === undefined ? undefined : `Hint: ${error.hint}`]
    .filter((line) => line !== undefined).join('\n');
}

/** The plan of a query that has already run once, so that caches and hint bits are as they will stay. */
export async function observePlan(session: Session, query: string): Promise<Outcome<PlanFacts>> {
  const explain = `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF, FORMAT JSON) ${query}`;
  const warm = await session.query(explain);
  if (!warm.ok) return shifted(warm, explain.length - query.length);
  const outcome = await session.query(explain);
  if (!outcome.ok) return outcome;
  const facts = readPlanFacts(outcome.value.rows[0]?.[0] ?? '');
  return facts === undefined ? failure('PostgreSQL gave no plan for this statement.') : { ok: true, value: facts };
}

function shifted(outcome: { readonly ok: false; readonly error: DatabaseError }, by: number): { readonly ok: false; readonly error: DatabaseError } {
  const { offset } = outcome.error;
  return { ok: false, error: { ...outcome.error, offset: offset === undefined ? undefined : Math.max(0, offset - by) } };
}
