import type { QualifiedName } from '../../catalog/model';
import { watchScript } from '../watch-script';
import type { MetricKind } from './metric';

/** Tables that the statements write anew (`rewritten`) and read from end to end (`read`): their names, or `none`. */
export const rewriteMetric: MetricKind = {
  place: 'database',
  async measure(session, { sql }) {
    const watched = await watchScript(session, sql);
    if (!watched.ok) return watched;
    return { ok: true, value: { rewritten: named(watched.value.flatMap(({ sight }) => sight.rewrites)), read: named(watched.value.flatMap(({ sight }) => sight.scans)) } };
  },
};

function named(names: readonly QualifiedName[]): string {
  return [...new Set(names.map(({ name }) => name))].join(', ') || 'none';
}
