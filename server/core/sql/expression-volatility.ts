import type { FuncCall, Node } from '@pgsql/types';
import type { CatalogView, Routine } from '../catalog/model';
import { namesOf } from './names';
import { volatilitiesOf } from './volatility';
import { walk } from './walk';

/** Functions of PostgreSQL's own extensions that give another value at every call (their control scripts). */
const extensionFunctions: ReadonlySet<string> = new Set(['uuid_generate_v1', 'uuid_generate_v1mc', 'uuid_generate_v4', 'gen_random_bytes', 'gen_salt']);
/** Functions of the same extensions that do not. */
const steadyExtensionFunctions: ReadonlySet<string> = new Set([
  'uuid_nil', 'uuid_ns_dns', 'uuid_ns_url', 'uuid_ns_oid', 'uuid_ns_x500', 'uuid_generate_v3', 'uuid_generate_v5', 'digest', 'hmac', 'crypt', 'unaccent',
]);

/** The calls of an expression that decide whether it is volatile, as they are written. */
export interface CalledFunctions {
  /** Give another value at every call. */
  readonly volatile: readonly string[];
  /** Functions of the user that are declared VOLATILE, or not declared at all. PostgreSQL inlines simple ones in SQL and then looks at what is inside. */
  readonly declared: readonly string[];
  /** Neither built in nor in the known history. */
  readonly unknown: readonly string[];
}

/** What a function of the user that is declared VOLATILE is once PostgreSQL has inlined what it can; `declared` where that cannot be told. */
export type Inlining = (routine: Routine) => 'volatile' | 'declared' | 'steady';

/** Looks at every call, however deep it stands. Operators and casts between built-in types are never volatile. */
export function calledFunctions(expression: Node, catalog: Pick<CatalogView, 'routines'>, inlining: Inlining = () => 'declared'): CalledFunctions {
  const calls = { volatile: new Set<string>(), declared: new Set<string>(), unknown: new Set<string>() };
  walk(expression, (tag, node) => {
    if (tag !== 'FuncCall') return;
    const verdict = volatilityOfCall(node as FuncCall, catalog, inlining);
    if (verdict !== 'steady') calls[verdict].add(namesOf((node as FuncCall).funcname).join('.'));
  });
  return { volatile: [...calls.volatile], declared: [...calls.declared], unknown: [...calls.unknown] };
}

function volatilityOfCall(call: FuncCall, catalog: Pick<CatalogView, 'routines'>, inlining: Inlining): 'volatile' | 'declared' | 'steady' | 'unknown' {
  const names = namesOf(call.funcname);
  const [name, schema] = [names.at(-1) ?? '', names.at(-2)];
  const count = call.args?.length ?? 0;
  // pg_catalog comes first on the search path unless it is named there.
  const builtIn = schema === undefined || schema === 'pg_catalog' ? volatilitiesOf(name, count) : [];
  const own = schema === 'pg_catalog' ? [] : catalog.routines({ schema, name }).filter((routine) => routine.argumentCount === count);
  const candidates = [...builtIn, ...own.map((routine) => routine.volatility)];
  if (candidates.length > 0) {
    if (!candidates.includes('volatile')) return 'steady';
    if (!candidates.every((volatility) => volatility === 'volatile')) return 'unknown';
    const [only, ...others] = own;
    if (only === undefined) return 'volatile';
    return others.length > 0 || builtIn.length > 0 ? 'declared' : inlining(only);
  }
  if (extensionFunctions.has(name)) return 'volatile';
  return steadyExtensionFunctions.has(name) ? 'steady' : 'unknown';
}
