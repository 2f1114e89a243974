import { lockName, type Display, type Shows } from './describe';
import type { Effects } from './effects';
import { lockModes } from './lock-mode';

/** So many relations of one lock mode are named; the rest is counted. */
const named = 3;

/** `ACCESS EXCLUSIVE on orders and SHARE ROW EXCLUSIVE on customers`, the strongest first; empty where nothing that shows is locked. */
export function locksInWords({ locks }: Pick<Effects, 'locks'>, display: Display, shows: Shows = () => true): string {
  const parts = lockModes.toReversed().flatMap((mode) => {
    const names = locks.filter((lock) => lock.mode === mode && shows(lock.relation)).map(({ relation }) => display(relation));
    return names.length === 0 ? [] : [`${lockName(mode)} on ${enumerate(names, named)}`];
  });
  return enumerate(parts);
}

/** `a, b and c`; with a limit, what is over it is counted. */
export function enumerate(parts: readonly string[], limit = Infinity): string {
  const shown = parts.length > limit + 1 ? [...parts.slice(0, limit), `${parts.length - limit} more`] : parts;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
