import type { ColumnType } from '../catalog/model';

/** What happens to values that the new type cannot hold: PostgreSQL refuses the statement, or it cuts and rounds them without a word. */
export type Narrowing = 'fails' | 'loses';

const integers: readonly string[] = ['int2', 'int4', 'int8'];
const texts: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar']);
const moments: ReadonlySet<string> = new Set(['timestamp', 'timestamptz']);
const clocks: ReadonlySet<string> = new Set(['timestamp', 'timestamptz', 'time', 'timetz']);

/** undefined where every value fits, and where that is not known. `explicit`: USING says the cast, which cuts text off instead of failing. */
export function narrowing(from: ColumnType, to: ColumnType, explicit: boolean): Narrowing | undefined {
  if (from.schema !== undefined || to.schema !== undefined || from.array || to.array) return undefined;
  if ([...from.modifiers, ...to.modifiers].some(Number.isNaN)) return undefined;
  if (texts.has(from.name) && texts.has(to.name)) return shorter(from, to) ? (explicit ? 'loses' : 'fails') : undefined;
  if (integers.includes(to.name)) {
    if (integers.includes(from.name)) return integers.indexOf(to.name) < integers.indexOf(from.name) ? 'fails' : undefined;
    return ['numeric', 'float4', 'float8'].includes(from.name) && !isWhole(from) ? 'loses' : isWhole(from) ? 'fails' : undefined;
  }
  if (from.name === 'float8' && to.name === 'float4') return 'loses';
  if (from.name === 'numeric' && to.name === 'numeric') return fewerDigits(from, to);
  if (moments.has(from.name) && (to.name === 'date' || to.name === 'time' || to.name === 'timetz')) return 'loses';
  return from.name === to.name && clocks.has(to.name) && (to.modifiers[0] ?? 6) < (from.modifiers[0] ?? 6) ? 'loses' : undefined;
}

/** `numeric(n)` and `numeric(n, 0)`. */
function isWhole({ name, modifiers }: ColumnType): boolean {
  return name === 'numeric' && modifiers.length > 0 && (modifiers[1] ?? 0) === 0;
}

function shorter(from: ColumnType, to: ColumnType): boolean {
  return (to.modifiers[0] ?? Infinity) < (from.modifiers[0] ?? Infinity);
}

function fewerDigits(from: ColumnType, to: ColumnType): Narrowing | undefined {
  if (to.modifiers.length === 0) return undefined;
  const [precision = 0, scale = 0] = to.modifiers;
  if (from.modifiers.length === 0) return 'loses';
  const [oldPrecision = 0, oldScale = 0] = from.modifiers;
  if (scale < oldScale) return 'loses';
  return precision - scale < oldPrecision - oldScale ? 'fails' : undefined;
}
