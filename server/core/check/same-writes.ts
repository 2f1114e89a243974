import type { StatementRecord } from './read-statement';

/**
 * Whether statements leave the same behind as others did. Who reads a statement again makes new records of what it touches; where
 * they say what the old ones said, nobody who read the old ones must read again.
 */
export function writeTheSame(before: readonly StatementRecord[], now: readonly StatementRecord[]): boolean {
  return isEqual(leftBehind(before), leftBehind(now));
}

function leftBehind(records: readonly StatementRecord[]): unknown {
  const entries: Record<string, unknown> = {};
  const session: unknown[] = [];
  for (const { effect, around } of records) {
    for (const write of effect.writes) {
      if ('session' in write) session.push(around.direction, write);
      else entries[`${around.direction} ${write.map} ${write.key}`] = write.value ?? null;
    }
  }
  return { entries, session };
}

/** Of plain data. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(Reflect.get(a, key), Reflect.get(b, key)));
}
