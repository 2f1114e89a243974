import type { Severity } from '../core/rules/finding';
import type { Notifications } from '../protocol';
import type { Checked } from './checks';

/** What the status item says of a document: counts, or why it is not checked. */
export function statusOf({ snapshot, result: { groups }, state }: Checked): Notifications['sqlCoach/status'] {
  const { uri, document } = snapshot;
  const migration = state.parts !== undefined;
  if (state.unchecked !== undefined) return { uri, text: 'Not checked', detail: state.unchecked, migration };
  if (document.otherDialect !== undefined) return { uri, text: document.otherDialect.name, detail: `The file is written for ${document.otherDialect.name} and is not checked.`, migration };
  const bySeverity: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { findings } of groups) for (const { severity } of findings) bySeverity[severity] += 1;
  const counts = [plural(bySeverity.error, 'error'), plural(bySeverity.warning, 'warning'), plural(bySeverity.info + bySeverity.hint, 'note')].filter((text) => text !== '');
  const detail = [`PostgreSQL ${state.configuration.pgVersion}`, ...state.surroundings].join(', ');
  return { uri, text: counts.length === 0 ? 'No findings' : counts.join(', '), detail, migration };
}

function plural(count: number, word: string): string {
  return count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`;
}
