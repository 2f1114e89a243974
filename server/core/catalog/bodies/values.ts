import { compareMoments, isInterval, isMoment, momentText, toMoment, type Interval, type Moment } from './moments';

/** Not known before the statement runs. */
export const unclear = Symbol('unclear');

/** The identifier of something in the catalog: what `'orders'::regclass` is, and what `pg_class.oid` holds. */
export interface Oid {
  /** `bound`: the bounds of a partition. */
  readonly oid: 'relation' | 'schema' | 'type' | 'routine' | 'index' | 'bound';
  readonly schema: string;
  readonly name: string;
  /** As it is written when it becomes text: without its schema where the search path finds it. */
  readonly shown: string;
}

export interface Row {
  readonly row: ReadonlyMap<string, Value>;
}

/** A value that is not NULL and that nobody knows (of a sequence, of `gen_random_uuid()`); the same object is the same value, two of them may be equal. */
export interface Hidden {
  readonly hidden: true;
}

export function isHidden(value: Value): value is Hidden {
  return typeof value === 'object' && value !== null && 'hidden' in value;
}

/** A value of an expression as far as it can be known; `null` is NULL. */
export type Value = null | boolean | number | string | readonly Value[] | Oid | Row | Moment | Interval | Hidden | typeof unclear;

export function isOid(value: Value): value is Oid {
  return typeof value === 'object' && value !== null && 'oid' in value;
}

export function isRow(value: Value): value is Row {
  return typeof value === 'object' && value !== null && 'row' in value;
}

export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The value as text; undefined where it is NULL or cannot be told. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (isMoment(value)) return momentText(value);
  return isOid(value) ? value.shown : undefined;
}

/** SQL's comparison: NULL for NULL, `unclear` where a side is, or where the two are of kinds that are not compared here. */
export function compare(a: Value, b: Value): number | null | typeof unclear {
  if (a === null || b === null) return null;
  if (a === unclear || b === unclear) return unclear;
  if (isHidden(a) || isHidden(b)) return a === b ? 0 : unclear;
  if (isMoment(a) || isMoment(b)) return compareTimes(a, b);
  if (isInterval(a) || isInterval(b)) return unclear;
  if (isOid(a) && isOid(b)) return a.schema === b.schema && a.name === b.name ? 0 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'number' || typeof b === 'number') return compareNumbers(a, b);
  if (isArray(a) || isArray(b) || isRow(a) || isRow(b) || isOid(a) !== isOid(b)) return unclear;
  const [one, other] = [textOf(a), textOf(b)];
  if (one === undefined || other === undefined) return unclear;
  return one === other ? 0 : one < other ? -1 : 1;
}

/** A text that is compared with a date is one. */
function compareTimes(a: Value, b: Value): number | typeof unclear {
  const one: Value = isMoment(a) || !isMoment(b) ? a : toMoment(a, b.moment, undefined);
  const other: Value = isMoment(b) || !isMoment(a) ? b : toMoment(b, a.moment, undefined);
  return isMoment(one) && isMoment(other) ? compareMoments(one, other) : unclear;
}

function compareNumbers(a: Value, b: Value): number | typeof unclear {
  const [one, other] = [Number(textOf(a) ?? Number.NaN), Number(textOf(b) ?? Number.NaN)];
  return Number.isNaN(one - other) ? unclear : one - other;
}

export function not(value: Value): Value {
  return typeof value === 'boolean' ? !value : value === null ? null : unclear;
}

/** Three-valued, and `unclear` where that decides. */
export function all(values: Iterable<Value>): Value {
  let result: boolean | null | typeof unclear = true as boolean | null | typeof unclear;
  for (const value of values) {
    if (value === false) return false;
    if (value !== true) result = value === null && result !== unclear ? null : unclear;
  }
  return result;
}

export function any(values: Iterable<Value>): Value {
  let result: boolean | null | typeof unclear = false as boolean | null | typeof unclear;
  for (const value of values) {
    if (value === true) return true;
    if (value !== false) result = value === null && result !== unclear ? null : unclear;
  }
  return result;
}
