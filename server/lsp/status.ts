import type { Severity } from '../core/rules/finding';
import type { Notifications } from '../protocol';
import type { Checked } from './checks';

/** What the status item says of a document: counts, or why it is not checked. */
export function statusOf({ snapshot, result: { findings }, state }: Checked): Notifications['sqlCoach/status'] {
  const { uri, document } = snapshot;
  const migration = state.parts !== undefined;
  if (state.unchecked !== undefined) return { uri, text: 'Not checked', detail: state.unchecked, migration };
  if (document.otherDialect !== undefined) return { uri, text: document.otherDialect.name, detail: `The file is written for ${document.otherDialect.name} and is not checked.`, migration };
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = [plural(count('error'), 'error'), plural(count('warning'), 'warning'), plural(count('info') + count('hint'), 'note')].filter((text) => text !== '');
  const detail = [`PostgreSQL ${state.configuration.pgVersion}`, ...state.surroundings].join(', ');
  return { uri, text: counts.length === 0 ? 'No findings' : counts.join(', '), detail, migration };
}

function plural(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}
