import { summaryOf, type Display, type Shows } from './describe';
import type { Effects } from './effects';
import { lockModes } from './lock-mode';

const weakestTold = lockModes.indexOf('ShareUpdateExclusiveLock');

/**
 * The line above a statement: only what somebody may have to wait for. undefined where that is nothing: locks that every query takes, tables
 * of the same migration, effects of which nothing is known.
 */
export function lensLine(effects: Effects, display: Display, shows: Shows): string | undefined {
  const locks = effects.locks.filter(({ relation, mode }) => shows(relation) && lockModes.indexOf(mode) >= weakestTold);
  if (locks.length === 0 && !effects.rewrites.some(shows) && !effects.scans.some(shows)) return undefined;
  return summaryOf({ ...effects, locks }, display, shows);
}
