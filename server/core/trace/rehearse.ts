import type { Database } from '../database';
import type { Cancel } from '../host';
import type { HistoryFile } from '../migrations/history';
import { indexLines, positionAt } from '../text/line-index';
import type { TracedStatement } from './model';
import { rehearsalReport, type RehearsalReport } from './report';
import { traceFiles, type TraceEnd } from './trace';

export interface RehearsalRequest {
  /** Of which every session is a fresh database. */
  readonly database: Database;
  /** The history before the file, in order. */
  readonly before: readonly HistoryFile[];
  readonly file: HistoryFile;
  /** Milliseconds from any start. */
  readonly now: () => number;
  readonly progress: (message: string) => void;
  readonly cancel: Cancel;
}

export type RehearsalOutcome = { readonly ok: true; readonly value: RehearsalReport } | { readonly ok: false; readonly failure: { readonly message: string; readonly action: string } };

/** Runs a file on a fresh database after what comes before it, statement by statement, and tells what each did. The database is thrown away. */
export async function rehearse(request: RehearsalRequest): Promise<RehearsalOutcome> {
  const { database, before, file, now, progress, cancel } = request;
  const count = file.document.statements.length;
  const statements: TracedStatement[] = [];
  const trace = traceFiles({ database, files: [...before, file], traced: new Set([file.path]), now, cancel, progress: (message) => progress(nextMessage(message, before.length)) });
  for (;;) {
    const step = await trace.next();
    if (step.done) return outcomeOf(request, statements, step.value);
    statements.push(step.value);
    progress(`statement ${Math.min(statements.length + 1, count)} of ${count}`);
  }
}

/** While the history is replayed its files are counted; its names are long. */
function nextMessage(message: string, files: number): string {
  const place = /, (\d+) of \d+$/.exec(message)?.[1];
  if (place === undefined) return message;
  return Number(place) > files ? 'running the file' : `replaying migrations, ${place} of ${files}`;
}

function outcomeOf({ database, before, file }: RehearsalRequest, statements: readonly TracedStatement[], { problems, stopped }: TraceEnd): RehearsalOutcome {
  if (stopped !== undefined && statements.length === 0) {
    const place = stopped.file === undefined || stopped.file === file.path ? '' : ` The replay of the migrations stopped in ${stopped.file}.`;
    return { ok: false, failure: { message: `${stopped.error.message}${place}`, action: 'Try again; the output channel of SQL Coach may say more.' } };
  }
  // Some frameworks keep the way down in files of its own.
  const count = before.filter(({ parts }) => parts.some(({ direction }) => direction === 'up')).length;
  const migrations = count === 1 ? '1 migration' : `${count} migrations`;
  return {
    ok: true,
    value: rehearsalReport({
      file, statements,
      source: count === 0 ? `${database.name}, which was empty before` : `${database.name}, after ${migrations}`,
      problems: problems.map(({ file: path, placed, error }) => ({ path, line: lineOf(before, path, placed.span.start), message: error.message })),
      notes: stopped === undefined ? [] : [`It stopped before its end: ${stopped.error.message}`],
    }),
  };
}

function lineOf(files: readonly HistoryFile[], path: string, offset: number): number {
  const text = files.find((file) => file.path === path)?.document.text ?? '';
  return positionAt(indexLines(text), offset).line;
}
