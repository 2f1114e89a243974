import type { RehearsalOutcome, RehearsalRequest } from '../core/trace/rehearse';
import type { HistoryFile } from '../core/migrations/history';
import type { Cancel } from '../core/host';
import type { Requests } from '../protocol';
import type { Snapshot } from './documents';
import type { RequestParts } from './requests';

export type RehearsalTask = Pick<RehearsalRequest, 'before' | 'file' | 'progress'>;

/** What a request in progress offers. */
interface Progress extends Cancel {
  report(message: string): void;
}

/** Rehearses an open document after the migrations before it; a file that is no migration, after all of them. */
export async function rehearseDocument(parts: RequestParts, { uri }: Requests['sqlCoach/rehearse']['params'], work: Progress): Promise<Requests['sqlCoach/rehearse']['result']> {
  const snapshot = parts.documents.get(uri);
  if (snapshot === undefined) return refused('The document is not open in the editor.', 'Open it and try again.');
  const { otherDialect } = snapshot.document;
  if (otherDialect !== undefined) return refused(`The file is written for ${otherDialect.name}.`, 'Only SQL for PostgreSQL can be rehearsed.');
  work.report('reading migrations');
  const [state, set] = [await parts.workspace.stateOf(snapshot), await parts.workspace.migrationsOf(snapshot)];
  const files = set?.history.files ?? [];
  const own = files.findIndex(({ path }) => path === snapshot.file);
  const file: HistoryFile = { path: snapshot.file, document: snapshot.document, parts: state.parts ?? whole(snapshot) };
  const task: RehearsalTask = { before: own < 0 ? files : files.slice(0, own), file, progress: (message) => work.report(message) };
  const outcome: RehearsalOutcome = await (await parts.tasks()).rehearse(task, work);
  return outcome;
}

/** Whether a rehearsal of the file runs what stands at an offset: the way down of a migration is left out, and other files have no button for it. */
export function isRehearsed(parts: HistoryFile['parts'] | undefined, offset: number): boolean {
  return parts?.some(({ direction, start, end }) => direction === 'up' && offset >= start && offset < end) === true;
}

/** All of a file that belongs to no history. */
function whole({ document: { text } }: Snapshot): HistoryFile['parts'] {
  return [{ direction: 'up', start: 0, end: text.length + 1, transaction: 'unknown' }];
}

function refused(message: string, action: string) {
  return { ok: false as const, failure: { message, action } };
}
