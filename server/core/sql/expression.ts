import type { A_Expr, ColumnRef, FuncCall, Node, SelectStmt } from '@pgsql/types';
import { namesOf } from './names';
import { walk } from './walk';

/** The terms that all have to be true: the arguments of AND, nested ones too. */
export function conjuncts(condition: Node | undefined): readonly Node[] {
  if (condition === undefined) return [];
  if (!('BoolExpr' in condition) || condition.BoolExpr.boolop !== 'AND_EXPR') return [condition];
  return (condition.BoolExpr.args ?? []).flatMap(conjuncts);
}

/** The operator of an expression as it is stored (`!=` is `<>`, LIKE is `~~`); undefined for an operator of another schema than `pg_catalog`. */
export function operatorOf(expression: A_Expr): string | undefined {
  const names = namesOf(expression.name);
  return names.length > 1 && names.at(-2) !== 'pg_catalog' ? undefined : names.at(-1);
}

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '>', '<=', '>=']);

export function isComparison(operator: string | undefined): boolean {
  return operator !== undefined && comparisons.has(operator);
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** The operator that means the same with its sides exchanged. */
export function mirror(operator: string): string {
  return mirrored[operator] ?? operator;
}

/** The names of a column reference; undefined for anything else, a star too. */
export function columnParts(node: Node | undefined): readonly string[] | undefined {
  if (node === undefined || !('ColumnRef' in node)) return undefined;
  const names = namesOf(node.ColumnRef.fields);
  return names.length > 0 && names.length === node.ColumnRef.fields?.length ? names : undefined;
}

/** Every column reference of an expression, stars left out; those of sub-selects too. */
export function columnReferences(expression: Node | undefined): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  if (expression === undefined) return found;
  walk(expression, (tag, node) => {
    const parts = tag === 'ColumnRef' ? columnParts({ ColumnRef: node as ColumnRef }) : undefined;
    if (parts !== undefined) found.push(parts);
  });
  return found;
}

export function withoutCasts(node: Node): Node {
  return 'TypeCast' in node && node.TypeCast.arg !== undefined ? withoutCasts(node.TypeCast.arg) : node;
}

/** NULL, with or without a cast. */
export function isNullConstant(node: Node | undefined): boolean {
  const inner = node === undefined ? undefined : withoutCasts(node);
  return inner !== undefined && 'A_Const' in inner && inner.A_Const.isnull === true;
}

/** An integer that is written as a number. */
export function integerOf(node: Node | undefined): number | undefined {
  if (node === undefined || !('A_Const' in node) || node.A_Const.ival === undefined) return undefined;
  return node.A_Const.ival.ival ?? 0;
}

/** The text of a string constant, with or without a cast around it. */
export function stringOf(node: Node | undefined): string | undefined {
  const inner = node === undefined ? undefined : withoutCasts(node);
  return inner !== undefined && 'A_Const' in inner && inner.A_Const.sval !== undefined ? (inner.A_Const.sval.sval ?? '') : undefined;
}

/** Whether an expression has the same value for all rows of its query: no column, no sub-select, no window, no aggregate. */
export function isFixed(expression: Node | undefined): boolean {
  if (expression === undefined || 'ColumnRef' in expression) return false;
  if ('A_Const' in expression) return true;
  let fixed = true;
  walk(expression, (tag, node) => {
    if (tag === 'SubLink' || tag === 'SetToDefault' || tag === 'ColumnRef') fixed = false;
    if (tag === 'FuncCall' && (isAggregate(node as FuncCall) || (node as FuncCall).over !== undefined)) fixed = false;
  });
  return fixed;
}

/** The name of a function that is written without a schema or with `pg_catalog`. */
export function builtinName(call: FuncCall): string | undefined {
  const names = namesOf(call.funcname);
  return names.length > 1 && names.at(-2) !== 'pg_catalog' ? undefined : names.at(-1);
}

const aggregates: ReadonlySet<string> = new Set((
  'count sum avg min max any_value array_agg string_agg json_agg jsonb_agg json_agg_strict jsonb_agg_strict json_object_agg jsonb_object_agg ' +
  'json_object_agg_strict jsonb_object_agg_strict json_object_agg_unique jsonb_object_agg_unique json_object_agg_unique_strict ' +
  'jsonb_object_agg_unique_strict bool_and bool_or every bit_and bit_or bit_xor xmlagg corr covar_pop covar_samp regr_avgx regr_avgy regr_count ' +
  'regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop stddev_samp variance var_pop var_samp mode percentile_cont ' +
  'percentile_disc range_agg range_intersect_agg').split(' '));

/** A call of a built-in aggregate (section 9.21 of the manual), not as a window function. */
export function isAggregate(call: FuncCall): boolean {
  if (call.over !== undefined) return false;
  if (call.agg_star === true || call.agg_distinct === true || call.agg_within_group === true || call.agg_filter !== undefined || call.agg_order !== undefined) return true;
  return aggregates.has(builtinName(call) ?? '');
}

/** Whether an expression has an aggregate of its own level: those inside sub-selects do not count. */
export function hasAggregate(expression: Node | undefined): boolean {
  let found = false;
  if (expression === undefined || 'ColumnRef' in expression || 'A_Const' in expression) return found;
  walk(expression, (tag, node, ancestors) => {
    if (tag === 'FuncCall' && isAggregate(node as FuncCall) && !ancestors.some((each) => each.tag === 'SelectStmt')) found = true;
  });
  return found;
}

/** The values of the select list, stars among them. */
export function targetValues(select: SelectStmt): readonly Node[] {
  return (select.targetList ?? []).flatMap((target) => ('ResTarget' in target && target.ResTarget.val !== undefined ? [target.ResTarget.val] : []));
}

export function selectOf(node: Node | undefined): SelectStmt | undefined {
  return node !== undefined && 'SelectStmt' in node ? node.SelectStmt : undefined;
}

/** Whether two trees say the same, wherever they stand. */
export function isSameExpression(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)].filter((key) => !isPlace(key)));
  return Array.isArray(a) === Array.isArray(b) && [...keys].every((key) => isSameExpression(left[key], right[key]));
}

function isPlace(key: string): boolean {
  return key === 'location' || key.endsWith('list_start') || key.endsWith('list_end');
}

/** A text that is the same for expressions which differ only in places, and in the qualifiers of their columns. */
export function withoutPlaces(expression: Node): string {
  return JSON.stringify(expression, (key, value: unknown) => {
    if (isPlace(key) || key === 'funcformat') return undefined;
    return key === 'fields' && Array.isArray(value) ? value.slice(-1) : key === 'funcname' && Array.isArray(value) ? value.slice(-1) : value;
  });
}
