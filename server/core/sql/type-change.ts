import type { Node, TypeName } from '@pgsql/types';
import type { CatalogView, ColumnType } from '../catalog/model';

/**
 * What `ALTER COLUMN … TYPE` does to the rows under its ACCESS EXCLUSIVE lock.
 * `free`: nothing. `rewrite`: the table and all its indexes are written anew. `rejected`: there is no automatic conversion, PostgreSQL asks for USING.
 * `unknown`: it depends on something that is not known here. Scans for CHECK constraints and rebuilt indexes come on top.
 * Source: `ATColumnChangeRequiresRewrite` in src/backend/commands/tablecmds.c, the planner support functions of the length casts, and pg_cast.
 */
export type TypeChangeCost = 'free' | 'rewrite' | 'rejected' | 'unknown';

export interface TypeChange {
  readonly column: string;
  /** undefined where the column's present type is not known. */
  readonly from: ColumnType | undefined;
  readonly to: ColumnType;
  readonly using: Node | undefined;
  /** The session's TimeZone; undefined where nobody told. */
  readonly timeZone: string | undefined;
  readonly types: Pick<CatalogView, 'type'>;
}

/** A type without the domains around it. */
interface BaseType {
  readonly name: string;
  readonly schema: string | undefined;
  readonly modifiers: readonly number[];
  readonly array: boolean;
  readonly kind: 'built-in' | 'enum' | 'other';
  /** `schema.name` of the outermost domain that was taken off. */
  readonly domain: string | undefined;
  /** True where one of the domains has a CHECK or NOT NULL. */
  readonly constrained: boolean;
}

/** Conversions on assignment that cost a function call for each row (pg_cast, castcontext `a` and `i`). Every type goes to the character types too. */
const automatic = tableOf(`
  bool:; box:polygon; bytea:; char:; cidr:inet; date:timestamp timestamptz; float4:int8 int2 int4 float8 numeric; float8:int8 int2 int4 float4 numeric;
  inet:cidr; int2:int8 int4 oid float4 float8 numeric; int4:int8 int2 oid float4 float8 money numeric; int8:int2 int4 oid float4 float8 money numeric;
  interval:time; json:jsonb; jsonb:json; macaddr:macaddr8; macaddr8:macaddr; money:numeric; name:; numeric:int8 int2 int4 float4 float8 money;
  oid:int8 int4; path:polygon; point:box; polygon:path; time:interval timetz; timestamp:date time timestamptz; timestamptz:date time timestamp timetz;
  timetz:time; bit:varbit; varbit:bit; text:char name; varchar:char name; bpchar:char name; xml:; uuid:; line:; lseg:; circle:; tsvector:; tsquery:;
  int4range:; int8range:; numrange:; tsrange:; tstzrange:; daterange:`);

/** Conversions that change nothing in the stored bytes (pg_cast, castmethod `b`). A length that the target adds is a conversion of its own. */
const sameBytes = tableOf('int4:oid; oid:int4; varchar:text bpchar; text:varchar bpchar; cidr:inet; bit:varbit; xml:text varchar bpchar');
const characterTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'name']);
/** Their modifier is the number of digits of the seconds. */
const clockTypes: ReadonlySet<string> = new Set(['timestamp', 'timestamptz', 'time', 'timetz']);
const objectIdentifier = /^reg(class|collation|config|dictionary|namespace|oper|operator|proc|procedure|role|type)$/;
/** Zones whose offset is always zero, which is what `TimestampTimestampTzRequiresRewrite` asks for. */
const zeroZones = /^(?:(?:etc\/)?(?:utc|uct|gmt|zulu|universal|greenwich|gmt[+-]?0)|0)$/i;

function tableOf(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(text.split(';').map((row) => {
    const [from = '', to = ''] = row.split(':');
    return [from.trim(), new Set(to.split(' ').filter((name) => name !== ''))];
  }));
}

export function typeChangeCost(change: TypeChange): TypeChangeCost {
  const casts = castsOf(change.using, change.column);
  if (casts === undefined) return 'rewrite';
  const costs: TypeChangeCost[] = [];
  let from = change.from;
  for (const cast of casts) {
    costs.push(conversionCost(change, { from, to: cast, explicit: true }));
    from = cast;
  }
  costs.push(conversionCost(change, { from, to: change.to, explicit: false }));
  return (['rejected', 'rewrite', 'unknown'] as const).find((cost) => costs.includes(cost)) ?? 'free';
}

/** Whether an index on the column can keep its file when the change itself is free: the same operators must fit. `CheckIndexCompatible` in indexcmds.c. */
export function keepsIndexes(change: TypeChange): boolean {
  const from = baseOf(change.from, change.types);
  const to = baseOf(change.to, change.types);
  if (from === undefined || to === undefined) return false;
  return operatorFamily(from.name) === operatorFamily(to.name) && from.array === to.array;
}

function operatorFamily(name: string): string {
  if (name === 'varchar') return 'text';
  return name === 'cidr' ? 'inet' : name;
}

/** The type as the parser names it, without `pg_catalog`. */
export function writtenType(type: TypeName | undefined): ColumnType | undefined {
  const names = (type?.names ?? []).flatMap((name) => ('String' in name ? [name.String.sval ?? ''] : []));
  const name = names.at(-1);
  if (name === undefined) return undefined;
  const schema = names.at(-2);
  const modifiers = (type?.typmods ?? []).map((modifier) => ('A_Const' in modifier && modifier.A_Const.ival ? (modifier.A_Const.ival.ival ?? 0) : Number.NaN));
  return { name, schema: schema === 'pg_catalog' ? undefined : schema, modifiers, array: (type?.arrayBounds ?? []).length > 0 };
}

/** The types that USING converts the column to, one after another; undefined where it is anything but the column and casts around it. */
export function castsOf(using: Node | undefined, column: string): readonly ColumnType[] | undefined {
  if (using === undefined) return [];
  if ('ColumnRef' in using) {
    const last = using.ColumnRef.fields?.at(-1);
    return last !== undefined && 'String' in last && last.String.sval === column ? [] : undefined;
  }
  if ('CollateClause' in using) return castsOf(using.CollateClause.arg, column);
  if (!('TypeCast' in using)) return undefined;
  const inner = using.TypeCast.arg === undefined ? undefined : castsOf(using.TypeCast.arg, column);
  const type = writtenType(using.TypeCast.typeName);
  return inner === undefined || type === undefined ? undefined : [...inner, type];
}

function conversionCost(change: TypeChange, step: { from: ColumnType | undefined; to: ColumnType; explicit: boolean }): TypeChangeCost {
  const from = baseOf(step.from, change.types);
  const to = baseOf(step.to, change.types);
  if (from === undefined || to === undefined) return 'unknown';
  if (from.domain !== undefined && from.domain === to.domain && from.array === to.array) return 'free';
  // The length of a domain belongs to the domain: under it PostgreSQL sees the type without one.
  const cost = baseCost(from.domain === undefined ? from : { ...from, modifiers: [] }, to, change.timeZone);
  if (cost === 'rejected') return step.explicit ? 'rewrite' : 'rejected';
  return to.constrained && cost !== 'unknown' ? 'rewrite' : cost;
}

function baseCost(from: BaseType, to: BaseType, timeZone: string | undefined): TypeChangeCost {
  if (from.array || to.array) return arrayCost(from, to, timeZone);
  if (sameName(from, to)) return modifierCost(to.name, from.modifiers, to.modifiers);
  if (sameBytes.get(from.name)?.has(to.name) || isObjectIdentifier(from, to)) return modifierCost(to.name, [], to.modifiers);
  if ((from.name === 'timestamp' && to.name === 'timestamptz') || (from.name === 'timestamptz' && to.name === 'timestamp')) {
    const length = modifierCost(to.name, [], to.modifiers);
    return length !== 'free' ? length : timeZone === undefined ? 'unknown' : zeroZones.test(timeZone) ? 'free' : 'rewrite';
  }
  if (from.kind === 'other' || to.kind === 'other') return 'unknown';
  return characterTypes.has(to.name) || namesObject(from.name, to.name) || automatic.get(from.name)?.has(to.name) ? 'rewrite' : 'rejected';
}

function arrayCost(from: BaseType, to: BaseType, timeZone: string | undefined): TypeChangeCost {
  if (from.array && to.array && sameName(from, to)) {
    return to.modifiers.length === 0 || String(from.modifiers) === String(to.modifiers) ? 'free' : 'rewrite';
  }
  if (from.kind === 'other' || to.kind === 'other') return 'unknown';
  if (from.array && to.array) return baseCost({ ...from, array: false }, { ...to, array: false }, timeZone) === 'rejected' ? 'rejected' : 'rewrite';
  return from.array && characterTypes.has(to.name) ? 'rewrite' : 'rejected';
}

function sameName(from: BaseType, to: BaseType): boolean {
  return from.name === to.name && from.schema === to.schema;
}

function isObjectIdentifier(from: BaseType, to: BaseType): boolean {
  const number = (type: BaseType) => type.name === 'int4' || type.name === 'oid';
  return (number(from) && objectIdentifier.test(to.name)) || (number(to) && objectIdentifier.test(from.name));
}

/** Conversions of object identifiers that need a function call. */
function namesObject(from: string, to: string): boolean {
  if (to === 'regclass' && (from === 'text' || from === 'varchar')) return true;
  return (objectIdentifier.test(to) && (from === 'int2' || from === 'int8')) || (objectIdentifier.test(from) && to === 'int8');
}

function modifierCost(name: string, from: readonly number[], to: readonly number[]): TypeChangeCost {
  if (to.length === 0) return 'free';
  if ([...from, ...to].some(Number.isNaN)) return 'unknown';
  if (name === 'interval') return intervalIsWider(from, to) ? 'free' : 'rewrite';
  if (from.length > 0 && String(from) === String(to)) return 'free';
  const [length = 0, scale = 0] = to;
  const [oldLength = Infinity, oldScale = 0] = from;
  if (name === 'varchar' || name === 'varbit') return oldLength <= length ? 'free' : 'rewrite';
  if (name === 'numeric') return oldScale === scale && oldLength <= length ? 'free' : 'rewrite';
  // Six digits are all that is stored.
  if (clockTypes.has(name)) return length >= 6 || oldLength <= length ? 'free' : 'rewrite';
  return 'rewrite';
}

/** `interval_support` in src/backend/utils/adt/timestamp.c. Modifiers are the bits of the fields, then the digits of the seconds. */
function intervalIsWider(from: readonly number[], to: readonly number[]): boolean {
  const oldLeast = leastField(from[0]);
  const [, digits = Infinity] = to;
  const [, oldDigits = Infinity] = from;
  return leastField(to[0]) <= oldLeast && (oldLeast > 0 || digits >= 6 || digits >= oldDigits);
}

/** 0 for seconds up to 5 for years. */
function leastField(bits: number | undefined): number {
  if (bits === undefined) return 0;
  const place = [4096, 2048, 1024, 8, 2, 4].findIndex((bit) => (bits & bit) !== 0);
  return Math.max(0, place);
}

function baseOf(type: ColumnType | undefined, types: Pick<CatalogView, 'type'>): BaseType | undefined {
  if (type === undefined || type.name === 'unknown') return undefined;
  const known = isBuiltIn(type) ? undefined : types.type({ schema: type.schema, name: type.name });
  if (known?.kind === 'domain' && !type.array) {
    const base = baseOf(known.base, types);
    return base && { ...base, domain: `${known.schema}.${known.name}`, constrained: base.constrained || known.constrained };
  }
  const kind = isBuiltIn(type) ? 'built-in' : known?.kind === 'enum' ? 'enum' : 'other';
  return { name: type.name, schema: known?.schema ?? type.schema, modifiers: type.modifiers, array: type.array, kind, domain: undefined, constrained: false };
}

function isBuiltIn(type: ColumnType): boolean {
  return type.schema === undefined && (automatic.has(type.name) || objectIdentifier.test(type.name));
}
