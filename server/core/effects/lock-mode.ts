/** Lock modes of tables as `pg_locks` names them, the weakest first (manual, 13.3.1). */
export const lockModes = [
  'AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock',
] as const;
export type LockMode = (typeof lockModes)[number];

export function strongerMode(one: LockMode, other: LockMode): LockMode {
  return lockModes.indexOf(one) >= lockModes.indexOf(other) ? one : other;
}
