import type { FuncCall, Node } from '@pgsql/types';
import { namesOf } from './names';
import type { NewColumn } from './new-columns';

/** The serial types and the integer type that each makes. */
const serials: ReadonlyMap<string, 'int2' | 'int4' | 'int8'> = new Map([
  ['smallserial', 'int2'], ['serial2', 'int2'], ['serial', 'int4'], ['serial4', 'int4'], ['bigserial', 'int8'], ['serial8', 'int8'],
] as const);

export type IntegerType = 'int2' | 'int4' | 'int8';

/** What integer the column holds; undefined for every other type, and for arrays. */
export function integerOf({ type }: NewColumn): IntegerType | undefined {
  if (type.schema !== undefined || type.array) return undefined;
  if (type.name === 'int2' || type.name === 'int4' || type.name === 'int8') return type.name;
  return serials.get(type.name);
}

/** Who gives the column its values; undefined where the statement does not say that a sequence does. */
export function generatorOf({ type, constraints }: NewColumn): 'serial' | 'identity' | 'sequence' | undefined {
  if (type.schema === undefined && !type.array && serials.has(type.name)) return 'serial';
  if (constraints.some(({ contype }) => contype === 'CONSTR_IDENTITY')) return 'identity';
  return constraints.some(({ contype, raw_expr: value }) => contype === 'CONSTR_DEFAULT' && callOf(value)?.at(-1) === 'nextval') ? 'sequence' : undefined;
}

/** The name of the function that the expression calls, casts around it left out; undefined where it is anything else. */
export function callOf(expression: Node | undefined): readonly string[] | undefined {
  let inner = expression;
  while (inner !== undefined && 'TypeCast' in inner) inner = inner.TypeCast.arg;
  return inner !== undefined && 'FuncCall' in inner ? namesOf((inner.FuncCall as FuncCall).funcname) : undefined;
}
