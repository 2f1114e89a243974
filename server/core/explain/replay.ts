import type { DatabaseError, Session } from '../database';
import type { PlacedStatement } from '../document/statement';
import type { Cancel } from '../host';
import type { HistoryFile } from '../migrations/history';
import { makingMissing, sentText, skipReason } from '../trace/send-statement';
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
      const outcome = await makingMissing(session, placed.statement.text, () => session.query(sentText(placed.statement)));
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
  return document.statements.filter(({ span, statement }) => skipReason(statement) === undefined && ups.some(({ start, end }) => span.start >= start && span.start < end));
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
