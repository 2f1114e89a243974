import type { JoinExpr, Node, RangeVar, SelectStmt } from '@pgsql/types';
import { namesOf } from '../../sql/names';
import { walk } from '../../sql/walk';
import { evaluate, NotYet } from './evaluate';
import type { RangeRow, Scope, Table } from './scope';
import { tableOf } from './known-rows';
import { systemTable } from './system-tables';
import { compare, isArray, textOf, unclear, type Value } from './values';

/** More joined rows than this are not worth the time: the result counts as unknown. */
const largestOfAll = 200_000;

interface Range {
  readonly alias: string;
  readonly table: Table;
}

/**
 * The rows of a query over the system catalogs and constants; undefined where a table of the user or anything that is not known decides.
 * `certain`: only those that are certain to come, others may come too.
 */
export function rowsOf(select: SelectStmt, outer: Scope, certain = false): Table | undefined {
  const scope = withTables(select, outer);
  if (select.op !== undefined && select.op !== 'SETOP_NONE') return combined(select, scope);
  if (select.valuesLists !== undefined || (select.groupClause !== undefined && !certain) || select.havingClause !== undefined || select.lockingClause !== undefined) return undefined;
  const conditions: Node[] = select.whereClause === undefined ? [] : conjuncts(select.whereClause);
  const ranges: Range[] = [];
  for (const node of select.fromClause ?? []) if (!addRanges(node, { ranges, conditions, certain }, scope)) return undefined;
  const joined = join(ranges, conditions, { scope, certain });
  if (joined === undefined) return undefined;
  if (select.groupClause !== undefined) return joined.length === 0 ? undefined : grouped(select, joined);
  if (certain && (select.targetList ?? []).some((node) => 'ResTarget' in node && node.ResTarget.val !== undefined && hasAggregate(node.ResTarget.val))) return undefined;
  return project(select, ranges, joined);
}

/** WITH queries are tables of their own; one that cannot be told makes every use of it unknown. */
function withTables(select: SelectStmt, outer: Scope): Scope {
  let scope = outer;
  for (const node of select.withClause?.ctes ?? []) {
    if (!('CommonTableExpr' in node)) continue;
    const { ctename = '', ctequery } = node.CommonTableExpr;
    scope = { ...scope, tables: new Map(scope.tables).set(ctename, ctequery && 'SelectStmt' in ctequery ? rowsOf(ctequery.SelectStmt, scope) : undefined) };
  }
  return scope;
}

function combined({ larg, rarg, op, all }: SelectStmt, scope: Scope): Table | undefined {
  const [left, right] = [larg && rowsOf(larg, scope), rarg && rowsOf(rarg, scope)];
  if (left === undefined || right === undefined || op !== 'SETOP_UNION' || !all) return undefined;
  return { columns: left.columns, rows: [...left.rows, ...right.rows.map((row) => new Map<string, Value>(left.columns.map((column, place) => [column, row.get(right.columns[place] ?? '') ?? null])))] };
}

function conjuncts(node: Node): Node[] {
  return 'BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR' ? (node.BoolExpr.args ?? []).flatMap((arg) => conjuncts(arg)) : [node];
}

/** False where something in FROM cannot be followed. */
interface Ranges {
  readonly ranges: Range[];
  readonly conditions: Node[];
  readonly certain: boolean;
}

function addRanges(node: Node, into: Ranges, scope: Scope): boolean {
  const range = rangeOf(node, scope, into.certain);
  if (range !== undefined) {
    into.ranges.push(range);
    return true;
  }
  return 'JoinExpr' in node && addJoin(node.JoinExpr, into, scope);
}

function addJoin(node: JoinExpr, into: Ranges, scope: Scope): boolean {
  if (node.jointype !== 'JOIN_INNER' || node.isNatural || !node.larg || !node.rarg) return false;
  if (!addRanges(node.larg, into, scope)) return false;
  const left = [...into.ranges];
  if (!addRanges(node.rarg, into, scope)) return false;
  if (node.quals) into.conditions.push(...conjuncts(node.quals));
  for (const column of namesOf(node.usingClause)) {
    const right = into.ranges.at(-1);
    const owner = left.find(({ table }) => table.columns.includes(column));
    if (!right || !owner) return false;
    const reference = (alias: string): Node => ({ ColumnRef: { fields: [{ String: { sval: alias } }, { String: { sval: column } }] } });
    into.conditions.push({ A_Expr: { kind: 'AEXPR_OP', name: [{ String: { sval: '=' } }], lexpr: reference(owner.alias), rexpr: reference(right.alias) } });
  }
  return true;
}

function rangeOf(node: Node, scope: Scope, certain: boolean): Range | undefined {
  if ('RangeVar' in node) {
    const table = tableNamed(node.RangeVar, scope, certain);
    return table && { alias: node.RangeVar.alias?.aliasname ?? node.RangeVar.relname ?? '', table };
  }
  if ('RangeSubselect' in node) {
    const { subquery, alias, lateral } = node.RangeSubselect;
    const table = !lateral && subquery && 'SelectStmt' in subquery ? rowsOf(subquery.SelectStmt, scope, certain) : undefined;
    return table && { alias: alias?.aliasname ?? '', table };
  }
  return 'RangeFunction' in node ? functionRange(node.RangeFunction.functions ?? [], { name: node.RangeFunction.alias?.aliasname, columns: namesOf(node.RangeFunction.alias?.colnames) }, scope) : undefined;
}

function tableNamed({ schemaname, relname = '' }: RangeVar, scope: Scope, certain: boolean): Table | undefined {
  if (schemaname === undefined && scope.tables.has(relname)) return scope.tables.get(relname);
  const relation = scope.catalog.relation({ schema: schemaname, name: relname });
  if (relation !== undefined) {
    const known = scope.rows === 'ignored' ? undefined : tableOf(scope.catalog, relation);
    return known?.complete || certain ? known?.table : undefined;
  }
  return systemTable(scope.catalog, schemaname, relname);
}

/** `unnest(array)` and `generate_series(from, to)` of values that are known. */
function functionRange(functions: readonly Node[], alias: { readonly name: string | undefined; readonly columns: readonly string[] }, scope: Scope): Range | undefined {
  const [first] = functions;
  const [call] = first && 'List' in first ? (first.List.items ?? []) : [];
  if (functions.length !== 1 || !call || !('FuncCall' in call)) return undefined;
  const name = namesOf(call.FuncCall.funcname).at(-1) ?? '';
  const args = (call.FuncCall.args ?? []).map((arg) => evaluate(arg, scope));
  const values = name === 'unnest' && isArray(args[0] ?? null) ? (args[0] as readonly Value[]) : name === 'generate_series' ? series(args, largestIn(scope)) : undefined;
  const column = alias.columns[0] ?? alias.name ?? name;
  return values && { alias: alias.name ?? name, table: { columns: [column], rows: values.map((value) => new Map([[column, value]])) } };
}

function largestIn({ largest = largestOfAll }: Scope): number {
  return largest;
}

function series([from = null, to = null, by = 1]: readonly Value[], largest: number): readonly Value[] | undefined {
  if (typeof from !== 'number' || typeof to !== 'number' || typeof by !== 'number' || by === 0 || Math.abs((to - from) / by) > largest) return undefined;
  return Array.from({ length: Math.max(0, Math.floor((to - from) / by) + 1) }, (_, place) => from + place * by);
}

/** Joins one table after the other; each condition is looked at as soon as all that it needs is there. */
function join(ranges: readonly Range[], conditions: readonly Node[], { scope, certain }: { readonly scope: Scope; readonly certain: boolean }): readonly Scope[] | undefined {
  if (ranges.some(({ table }) => table.rows.length === 0)) return [];
  const all = new Map<string, RangeRow>(scope.ranges);
  for (const { alias, table } of ranges) all.set(alias, { columns: new Set(table.columns), row: undefined });
  let joined: readonly Scope[] = [{ ...scope, ranges: all }];
  let open = conditions;
  for (const { alias, table } of [undefined, ...ranges].map((range) => range ?? { alias: undefined, table: undefined })) {
    if (alias !== undefined && joined.length * table.rows.length > largestIn(scope)) return undefined;
    if (alias !== undefined) {
      const columns = new Set(table.columns);
      joined = joined.flatMap((each) => table.rows.map((row) => ({ ...each, ranges: new Map(each.ranges).set(alias, { columns, row }) })));
    }
    const filtered = filter(joined, open, certain);
    if (filtered === undefined) return undefined;
    ({ rows: joined, open } = filtered);
  }
  return joined;
}

interface Filtered {
  readonly rows: readonly Scope[];
  readonly open: readonly Node[];
}

/** undefined where a condition that cannot be told decides about a row that all others let pass. */
function filter(rows: readonly Scope[], conditions: readonly Node[], certain: boolean): Filtered | undefined {
  const waiting = new Set<Node>();
  const kept: Scope[] = [];
  for (const row of rows) {
    let passes: Value = true;
    for (const condition of conditions) {
      const value = waiting.has(condition) ? notReady : tryEvaluate(condition, row);
      if (value === notReady) waiting.add(condition);
      else if (value === false || value === null) passes = false;
      else if (value !== true && passes === true) passes = unclear;
      if (passes === false) break;
    }
    if (passes === unclear && !certain) return undefined;
    if (passes === true) kept.push(row);
  }
  return { rows: kept, open: conditions.filter((condition) => waiting.has(condition)) };
}

const notReady = Symbol('not ready');

function tryEvaluate(condition: Node, scope: Scope): Value | typeof notReady {
  try {
    return evaluate(condition, scope);
  } catch (reason) {
    if (reason instanceof NotYet) return notReady;
    throw reason;
  }
}

const aggregates: ReadonlySet<string> = new Set(['count', 'array_agg', 'string_agg', 'min', 'max', 'bool_or', 'bool_and', 'sum', 'avg', 'json_agg', 'jsonb_agg', 'every']);

function project(select: SelectStmt, ranges: readonly Range[], rows: readonly Scope[]): Table | undefined {
  const targets = (select.targetList ?? []).flatMap((node) => ('ResTarget' in node ? [node.ResTarget] : []));
  const aggregate = targets.some(({ val }) => val !== undefined && hasAggregate(val));
  if (aggregate) return aggregated(select, targets, rows);
  const columns: string[] = [];
  const read: ((scope: Scope) => Value)[] = [];
  for (const [place, { name, val }] of targets.entries()) {
    const fields = val && 'ColumnRef' in val ? (val.ColumnRef.fields ?? []) : [];
    const star = fields.some((field) => 'A_Star' in field);
    for (const { alias, table } of star ? ranges.filter((range) => fields.length === 1 || range.alias === namesOf(fields)[0]) : []) {
      for (const column of table.columns) {
        columns.push(column);
        read.push((scope) => scope.ranges.get(alias)?.row?.get(column) ?? null);
      }
    }
    if (star) continue;
    columns.push(name ?? namesOf(fields).at(-1) ?? `column${place + 1}`);
    read.push((scope) => evaluate(val, scope));
  }
  const made = rows.map((scope) => new Map<string, Value>(columns.map((column, place) => [column, read[place]?.(scope) ?? null])));
  return { columns, rows: limited(select, distinct(select, made)) };
}

/** At least one group; which values its columns have is only known of those that are no aggregates, in one of the groups. */
function grouped(select: SelectStmt, [first]: readonly Scope[]): Table {
  const targets = (select.targetList ?? []).flatMap((node) => ('ResTarget' in node ? [node.ResTarget] : []));
  const columns = targets.map(({ name, val }, place) => name ?? namesOf(val && 'ColumnRef' in val ? val.ColumnRef.fields : undefined).at(-1) ?? `column${place + 1}`);
  const values = targets.map(({ val }) => (first === undefined || (val !== undefined && hasAggregate(val)) ? unclear : evaluate(val, first)));
  return { columns, rows: [new Map(columns.map((column, place) => [column, values[place] ?? null]))] };
}

function distinct(select: SelectStmt, rows: readonly ReadonlyMap<string, Value>[]): readonly ReadonlyMap<string, Value>[] {
  if (select.distinctClause === undefined) return rows;
  const seen = new Map(rows.map((row) => [JSON.stringify([...row.values()].map((value) => (value === unclear ? '?' : (textOf(value) ?? null)))), row]));
  return [...seen.values()];
}

/** The order of rows is not followed: a limit only matters for whether there are any. */
function limited(select: SelectStmt, rows: readonly ReadonlyMap<string, Value>[]): readonly ReadonlyMap<string, Value>[] {
  const limit = select.limitCount && 'A_Const' in select.limitCount ? (select.limitCount.A_Const.ival?.ival ?? 0) : undefined;
  if (limit === undefined || rows.length <= limit) return rows;
  return rows.slice(0, limit).map((row) => new Map<string, Value>([...row.keys()].map((column) => [column, unclear])));
}

function hasAggregate(node: Node): boolean {
  let found = false;
  walk(node, (tag, inner, ancestors) => {
    if (tag === 'FuncCall' && !ancestors.some((ancestor) => ancestor.tag === 'SubLink')) found ||= aggregates.has(namesOf((inner as { funcname?: Node[] }).funcname).at(-1) ?? '');
  });
  return found;
}

/** `count(*)`, `count(*) > 0` and the like over all rows, as one row. */
function aggregated(select: SelectStmt, targets: readonly { readonly name?: string; readonly val?: Node }[], rows: readonly Scope[]): Table | undefined {
  const columns = targets.map(({ name }, place) => name ?? `column${place + 1}`);
  const [scope] = rows;
  const values = targets.map(({ val }) => aggregateValue(val, rows, scope));
  return select.distinctClause ? undefined : { columns, rows: [new Map(columns.map((column, place) => [column, values[place] ?? null]))] };
}

function aggregateValue(node: Node | undefined, rows: readonly Scope[], scope: Scope | undefined): Value {
  if (node && 'A_Expr' in node && node.A_Expr.kind === 'AEXPR_OP' && node.A_Expr.rexpr && 'A_Const' in node.A_Expr.rexpr) {
    const order = compare(aggregateValue(node.A_Expr.lexpr, rows, scope), node.A_Expr.rexpr.A_Const.ival?.ival ?? 0);
    const name = namesOf(node.A_Expr.name)[0];
    if (typeof order !== 'number' || node.A_Expr.rexpr.A_Const.ival === undefined) return unclear;
    return name === '=' ? order === 0 : name === '>' ? order > 0 : name === '<' ? order < 0 : name === '>=' ? order >= 0 : name === '<>' ? order !== 0 : name === '<=' ? order <= 0 : unclear;
  }
  if (!node || !('FuncCall' in node)) return unclear;
  const { funcname, args, agg_star: star, agg_distinct: unique, agg_filter: condition } = node.FuncCall;
  const name = namesOf(funcname).at(-1);
  if (unique || condition) return unclear;
  if (name === 'count' && star) return rows.length;
  const values = rows.map((row) => evaluate(args?.[0], row));
  if (values.includes(unclear)) return unclear;
  if (name === 'count') return values.filter((value) => value !== null).length;
  if (name === 'array_agg') return values.length === 0 ? null : values;
  if (name !== 'string_agg' || !scope) return name === 'string_agg' ? null : unclear;
  const [separator, texts] = [textOf(evaluate(args?.[1], scope)), values.map((value) => textOf(value))];
  return separator === undefined || texts.includes(undefined) ? unclear : texts.join(separator);
}
