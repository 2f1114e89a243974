import type { DatabaseError, Outcome, Session } from '../database';
import type { PlacedStatement, Statement } from '../document/statement';
import type { Cancel } from '../host';
import type { HistoryFile } from '../migrations/history';
import { indexLines, positionAt } from '../text/line-index';

export interface ReplayRequest {
  readonly session: Session;
  readonly files: readonly HistoryFile[];
  readonly progress: (message: string) => void;
  readonly cancel: Cancel;
}

/** Statements that failed, with file and line; the rest went on. */
export type ReplayOutcome = { readonly ok: true; readonly problems: readonly string[] } | { readonly ok: false; readonly error: DatabaseError; readonly place: string };

/**
 * Runs the up parts of migrations on an empty database of our own, each statement by itself: what needs to be outside of a
 * transaction (CREATE INDEX CONCURRENTLY) works, and a statement that fails stops nothing. Then gathers statistics where there are rows.
 */
export async function replay({ session, files, progress, cancel }: ReplayRequest): Promise<ReplayOutcome> {
  const problems: string[] = [];
  for (const [number, file] of files.entries()) {
    if (number % 10 === 0 && files.length > 1) progress(`replaying migrations, ${number + 1} of ${files.length}`);
    for (const placed of upStatements(file)) {
      if (cancel.isCancellationRequested) return { ok: false, error: cancelled, place: file.path };
      const outcome = await runTolerant(session, placed.statement);
      if (outcome.ok) continue;
      const place = `${file.path}:${lineOf(file, placed)}`;
      if (outcome.error.stopped) return { ok: false, error: outcome.error, place };
      problems.push(`${place}: ${outcome.error.message}`);
    }
    // Each migration is a session of its own.
    await session.query('RESET ALL');
  }
  await analyzeFilled(session);
  return { ok: true, problems };
}

/** Statements of the up parts, without those that only steer the session of the migration tool. */
export function upStatements({ document, parts }: HistoryFile): readonly PlacedStatement[] {
  const ups = parts.filter(({ direction }) => direction === 'up');
  return document.statements.filter(({ span, statement }) => runs(statement) && ups.some(({ start, end }) => span.start >= start && span.start < end));
}

/** Not run: what controls transactions and roles (every statement runs by itself, as superuser), and what reads the client or programs. */
export function runs({ kind, tree, placeholders }: Statement): boolean {
  if (kind !== 'sql' || !tree || placeholders.length > 0) return false;
  if ('TransactionStmt' in tree || 'CreatedbStmt' in tree || 'DropdbStmt' in tree || 'AlterSystemStmt' in tree) return false;
  if ('CopyStmt' in tree) return false;
  return !('VariableSetStmt' in tree && ['role', 'session_authorization'].includes(tree.VariableSetStmt.name ?? ''));
}

const mostRoles = 5;

/** Roles belong to the cluster and not to migrations: those that a statement names are made. */
export async function runTolerant(session: Session, { text }: Statement): Promise<Outcome<unknown>> {
  let outcome: Outcome<unknown> = await session.query(text);
  for (let made = 0; !outcome.ok && made < mostRoles; made++) {
    const role = outcome.error.code === '42704' ? /^role "(.*)" does not exist$/s.exec(outcome.error.message)?.[1] : undefined;
    if (role === undefined || !(await session.query(`CREATE ROLE "${role.replaceAll('"', '""')}"`)).ok) break;
    outcome = await session.query(text);
  }
  return outcome;
}

/** Tables without rows are left alone: PostgreSQL then assumes a few pages, which gives better plans than a certain zero. */
async function analyzeFilled(session: Session): Promise<void> {
  const filled = await session.query(
    `SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND pg_relation_size(c.oid) > 0`,
  );
  if (!filled.ok) return;
  for (const [table] of filled.value.rows) await session.query(`ANALYZE ${table}`);
}

function lineOf({ document }: HistoryFile, { span }: PlacedStatement): number {
  return positionAt(indexLines(document.text), span.start).line + 1;
}

const cancelled: DatabaseError = { message: 'Cancelled.', code: undefined, detail: undefined, hint: undefined, offset: undefined, stopped: 'cancelled' };
