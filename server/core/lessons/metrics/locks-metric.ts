import { sqlName } from '../checks/ddl-check';
import { strongerMode } from '../../effects/lock-mode';
import type { LockMode } from '../../effects/lock-mode';
import { watchScript } from '../watch-script';
import type { MetricKind } from './metric';

/** The strongest lock of the statements: `strongest`, and one field for each table, as SQL writes lock modes. */
export const locksMetric: MetricKind = {
  place: 'database',
  async measure(session, { sql }) {
    const watched = await watchScript(session, sql);
    if (!watched.ok) return watched;
    const modes = new Map<string, LockMode>();
    let strongest: LockMode | undefined;
    for (const { relation, mode } of watched.value.flatMap(({ sight }) => sight.locks)) {
      modes.set(relation.name, strongerMode(modes.get(relation.name) ?? mode, mode));
      strongest = strongerMode(strongest ?? mode, mode);
    }
    return { ok: true, value: { ...Object.fromEntries([...modes].map(([name, mode]) => [name, sqlName(mode)])), strongest: strongest === undefined ? 'none' : sqlName(strongest) } };
  },
};
