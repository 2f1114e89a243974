import type { FuncCall, Node, SelectStmt } from '@pgsql/types';
import { walk } from '../../sql/walk';
import type { Catalog } from '../catalog';
import { changesColumns, doubtNamed } from '../ddl/blocks';
import type { Change } from '../ddl/change';
import type { Relation, Routine } from '../model';
import type { Observation } from '../observation';
import { evaluate, Raised } from './evaluate';
import { failureOf } from './failures';
import { rowsOf } from './query';
import type { BodyReader } from './reader';
import { routineNamed, runBlock, runRoutine, type Host } from './run';
import type { Scope } from './scope';
import { unclear, type Value } from './values';

/** Statements that one statement may run in bodies; what comes after that is in doubt. */
const mostStatements = 5_000;
const deepest = 16;

export type Apply = (change: Change, tree: Node) => void;

/** A DO block changes the catalog as the statements do that it runs. */
export function applyBlock(change: Change, block: { readonly text: string; readonly language: string }, apply: Apply): void {
  const { reader } = change.statement;
  const run = reader && hostFor(change, reader, { text: block.text, apply });
  if (run === undefined) return doubtText(change.catalog, block.text);
  runBlock(run, block.text, block.language);
}

/** So do the functions and procedures that a query calls. */
export function applyCalls(change: Change, tree: Node, apply: Apply): void {
  const { reader } = change.statement;
  if (reader === undefined) return;
  for (const { routine, args, sure } of callsIn(tree, change.body?.scope ?? plainScope(change.catalog, reader))) {
    if (!mayChange(routine)) continue;
    runRoutine(hostFor(change, reader, { text: routine.body ?? '', apply }), routine, { args, sure });
  }
}

export function plainScope(catalog: Catalog, reader: BodyReader): Scope {
  return { catalog, reader, variables: new Map(), ranges: new Map(), tables: new Map() };
}

const mayChangeSomething = /\b(?:create|alter|drop|rename|execute|perform|call|set|set_config|truncate|insert|copy)\b/i;

function mayChange({ volatility, body, sqlBody }: Routine): boolean {
  return volatility === 'volatile' && (sqlBody !== undefined || body === undefined || mayChangeSomething.test(body));
}

interface Settings {
  readonly text: string;
  readonly apply: Apply;
  /** Inside of a block with handlers, whose errors are looked for. */
  readonly trying?: boolean;
}

function hostFor(change: Change, reader: BodyReader, settings: Settings): Host {
  const { catalog } = change;
  const { text, apply, trying = false } = settings;
  const budget = change.body?.budget ?? { left: mostStatements };
  const depth = (change.body?.depth ?? 0) + 1;
  return {
    catalog, reader, budget,
    doubt: () => doubtText(catalog, text),
    run(tree, sure, scope) {
      const failure = failureOf(catalog, tree);
      if (failure !== undefined && (trying || !sure)) return sure ? failure : undefined;
      if (depth > deepest) return void doubtText(catalog, text);
      const inner = (on: Catalog): Change => ({ ...change, catalog: on, body: { depth, budget, scope: { ...scope, catalog: on } } });
      if (sure) apply(inner(catalog), tree);
      else perhaps(catalog, (fork) => apply(inner(fork), tree));
      return undefined;
    },
    attempt: (run) => catalog.attempt((fork) => run(hostFor({ ...change, catalog: fork, body: { depth, budget, scope: plainScope(fork, reader) } }, reader, { ...settings, trying: true }))).result,
  };
}

function doubtText(catalog: Catalog, text: string): void {
  if (changesColumns.test(text)) doubtNamed(catalog, text);
}

/** What may be changed is only partly known from then on; what may be made is taken to be there, without being sure of it. */
export function perhaps(catalog: Catalog, run: (fork: Catalog) => void): void {
  const { seen, fork } = catalog.attempt((on) => run(on));
  for (const name of writtenRelations(seen)) {
    const [old, now] = [catalog.relation(name), fork.relation(name)];
    if (old === now) continue;
    if (old === undefined) now && catalog.putRelation({ ...now, columnsKnown: false, assumed: true });
    else if (now !== undefined && sameButFilled(old, now)) catalog.putRelation({ ...old, filled: old.filled || now.filled });
    else if (old.columnsKnown) catalog.putRelation({ ...old, columnsKnown: false });
  }
}

function writtenRelations({ writes }: Observation): readonly { readonly schema: string; readonly name: string }[] {
  const keys = new Set(writes.flatMap((write) => ('map' in write && write.map === 'relations' ? [write.key] : [])));
  return [...keys].map((key) => {
    const [schema = '', name = ''] = key.split('\u0000');
    return { schema, name };
  });
}

function sameButFilled(old: Relation, now: Relation): boolean {
  return (Object.keys(now) as (keyof Relation)[]).every((key) => key === 'filled' || old[key] === now[key]);
}

export interface RoutineCall {
  readonly routine: Routine;
  readonly args: readonly Value[];
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
    else for (const row of rows) found.push({ routine, args: argumentsOf(call, row), sure: true });
  });
  return found;

  function rowScopes(of: SelectStmt, call: FuncCall): readonly Scope[] | undefined {
    if (of.fromClause === undefined && of.whereClause === undefined) return [scope];
    if (of.op !== undefined && of.op !== 'SETOP_NONE') return undefined;
    const [only] = of.fromClause ?? [];
    if (of.fromClause?.length === 1 && only && 'RangeFunction' in only && of.whereClause === undefined) return JSON.stringify(only).includes(JSON.stringify(call)) ? [scope] : undefined;
    const { sortClause: _, limitCount: __, ...rest } = of;
    const table = of.limitCount === undefined ? safely(() => rowsOf({ ...rest, targetList: (call.args ?? []).map((val, place) => ({ ResTarget: { name: `$${place + 1}`, val } })) }, scope)) : undefined;
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

/** undefined where a condition is raised instead. */
function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (reason) {
    if (reason instanceof Raised) return undefined;
    throw reason;
  }
}
