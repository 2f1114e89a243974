import type { FuncCall, Node, SelectStmt } from '@pgsql/types';
import { referenceOfList } from '../../sql/names';
import { walk } from '../../sql/walk';
import type { Catalog } from '../catalog';
import type { Routine } from '../model';
import { evaluate, Raised } from './evaluate';
import { rowsOf } from './query';
import type { Scope, Table } from './scope';
import { unclear, type Value } from './values';

export interface RoutineCall {
  readonly routine: Routine;
  /** undefined: left out, the default counts. */
  readonly args: readonly (Value | undefined)[];
  readonly sure: boolean;
}

/** The calls of the user's functions in a statement: once for each row where the rows can be told, else once and not for sure. */
export function callsIn(tree: Node, scope: Scope): readonly RoutineCall[] {
  const found: RoutineCall[] = [];
  const select = 'SelectStmt' in tree ? tree.SelectStmt : undefined;
  walk(tree, (tag, node, ancestors) => {
    if (tag !== 'FuncCall') return;
    const call = node as FuncCall;
    const routine = routineNamed(scope.catalog, call.funcname, call.args?.length ?? 0);
    if (routine === undefined) return;
    const direct = ancestors.every((ancestor) => plainAncestors.has(ancestor.tag)) && select !== undefined;
    const rows = 'CallStmt' in tree ? [scope] : direct ? rowScopes(select, call) : undefined;
    if (rows === undefined) found.push({ routine, args: (call.args ?? []).map(() => unclear), sure: false });
    else for (const row of rows) found.push({ routine, args: inPlace(routine, call, argumentsOf(call, row)), sure: true });
  });
  return found;

  function rowScopes(of: SelectStmt, call: FuncCall): readonly Scope[] | undefined {
    if (of.fromClause === undefined && of.whereClause === undefined) return [scope];
    if (of.op !== undefined && of.op !== 'SETOP_NONE') return undefined;
    const [only] = of.fromClause ?? [];
    if (of.fromClause?.length === 1 && only && 'RangeFunction' in only && of.whereClause === undefined) return JSON.stringify(only).includes(JSON.stringify(call)) ? [scope] : undefined;
    const { sortClause: _, limitCount: __, ...rest } = of;
    let table: Table | undefined;
    const asked = of.limitCount === undefined && scope.catalog.asksForRows(() => {
      table = safely(() => rowsOf({ ...rest, targetList: (call.args ?? []).map((val, place) => ({ ResTarget: { name: `$${place + 1}`, val: 'NamedArgExpr' in val && val.NamedArgExpr.arg ? val.NamedArgExpr.arg : val } })) }, scope));
    });
    // A function that is put in the place of its call is planned, and locks, whether there are rows or not.
    if (asked && table?.rows.length === 0) return undefined;
    return table?.rows.map((row) => ({ ...scope, variables: new Map([...scope.variables, ...row]), ranges: new Map([['\u0000', { columns: new Set(row.keys()), row }]]) }));
  }
}

/** What may stand between a statement and a call that runs for every row. */
const plainAncestors: ReadonlySet<string> = new Set(['SelectStmt', 'ResTarget', 'TypeCast', 'RangeFunction', 'FuncCall', 'List']);

function argumentsOf(call: FuncCall, scope: Scope): readonly Value[] {
  const row = scope.ranges.get('\u0000')?.row;
  if (row) return [...row.values()];
  return (call.args ?? []).map((arg) => safely(() => evaluate('NamedArgExpr' in arg ? arg.NamedArgExpr.arg : arg, scope)) ?? unclear);
}

/** `name => value` where the parameter of that name stands; undefined for what is left out before it. */
function inPlace({ parameters }: Routine, { args = [] }: FuncCall, values: readonly Value[]): RoutineCall['args'] {
  if (!args.some((arg) => 'NamedArgExpr' in arg)) return values;
  const placed: (Value | undefined)[] = [];
  for (const [place, arg] of args.entries()) {
    const target = 'NamedArgExpr' in arg ? parameters.findIndex(({ name }) => name?.toLowerCase() === arg.NamedArgExpr.name) : place;
    if (target >= 0) placed[target] = values[place] ?? null;
  }
  return placed;
}

/** undefined where a condition is raised instead. */
function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (reason) {
    if (reason instanceof Raised) return undefined;
    throw reason;
  }
}

/** The name of the function that a list of names in a call or trigger means. */
export function routineNamed(catalog: Catalog, names: readonly Node[] | undefined, count: number): Routine | undefined {
  const reference = referenceOfList(names);
  const routines = reference === undefined || reference.schema === 'pg_catalog' ? [] : catalog.routines(reference);
  const fits = routines.filter(({ argumentCount, parameters }) =>
    argumentCount === count || (count < argumentCount && parameters.slice(count).every(({ defaultExpression }) => defaultExpression !== undefined)) || parameters.at(-1)?.variadic === true);
  return fits.length === 1 ? fits[0] : undefined;
}
