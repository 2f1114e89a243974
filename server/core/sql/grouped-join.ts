import type { A_Expr, Node, SelectStmt, SubLink } from '@pgsql/types';
import type { Statement } from '../document/statement';
import type { Edit } from '../text/span';
import { builtinName, columnParts, columnReferences, conjuncts, operatorOf, selectOf, targetValues } from './expression';
import { extentOf, textOf } from './extent';
import { hasComment, readFromClause } from './from-clause';
import { quoteIdentifier } from './names';

/** What the names in the sub-select mean. */
export interface InnerNames {
  /** The name of its only table. */
  readonly alias: string;
  /** Its columns, where they are known. */
  readonly columns: readonly string[] | undefined;
  /** Names of the outer query's tables. */
  readonly outer: ReadonlySet<string>;
}

const grouping: ReadonlySet<string> = new Set(['count', 'sum', 'avg', 'min', 'max', 'bool_and', 'bool_or', 'every', 'array_agg', 'string_agg', 'json_agg', 'jsonb_agg']);

/**
 * The edits that make a LEFT JOIN with a grouped query of `(SELECT count(*) FROM orders o WHERE o.customer_id = c.id)`. undefined where the sub-select is not one
 * aggregate of one table with equalities to the outer query, or where a comment stands in it.
 */
export function joinGrouped(select: SelectStmt, link: SubLink, names: InnerNames, statement: Statement): readonly Edit[] | undefined {
  const inner = selectOf(link.subselect);
  const whole = extentOf({ SubLink: link }, statement);
  const from = readFromClause(select, statement);
  const parts = inner === undefined || link.subLinkType !== 'EXPR_SUBLINK' ? undefined : readInner(inner, names, statement);
  const isOpen = select.fromClause?.length !== 1 || select.lockingClause !== undefined || (select.targetList ?? []).some(isBareStar);
  if (whole === undefined || from === undefined || parts === undefined || isOpen || hasComment(statement.text, whole)) return undefined;
  const { keys, rest, call, table } = parts;
  const alias = quoteIdentifier(`${names.alias}_by_${keys.map(({ name }) => name).join('_')}`.slice(0, 60));
  const columns = keys.map(({ name }) => quoteIdentifier(`of_${name}`));
  const written = keys.map(({ column }) => column).join(', ');
  const where = rest.length === 0 ? '' : ` WHERE ${rest.join(' AND ')}`;
  const grouped = `(SELECT ${written}, ${call.text} FROM ${table}${where} GROUP BY ${written}) AS ${alias} (${[...columns, `${call.name}_of_all`].join(', ')})`;
  const condition = keys.map(({ outer }, index) => `${alias}.${columns[index] ?? ''} = ${outer}`).join(' AND ');
  const value = call.name === 'count' ? `coalesce(${alias}.count_of_all, 0)` : `${alias}.${call.name}_of_all`;
  return [
    { ...whole, text: isWholeTarget(select, link) ? `${value} AS ${call.name}` : value },
    { start: from.span.end, end: from.span.end, text: ` LEFT JOIN ${grouped} ON ${condition}` },
  ];
}

interface Inner {
  readonly keys: readonly Key[];
  /** The other terms of WHERE, and the aggregate, as written. */
  readonly rest: readonly string[];
  readonly call: { readonly name: string; readonly text: string };
  readonly table: string;
}

interface Key {
  readonly name: string;
  readonly column: string;
  readonly outer: string;
}

function readInner(inner: SelectStmt, names: InnerNames, statement: Statement): Inner | undefined {
  const { larg, groupClause, havingClause, sortClause, limitCount, limitOffset, distinctClause, windowClause, lockingClause, withClause } = inner;
  const more = [larg, groupClause, havingClause, sortClause, limitCount, limitOffset, distinctClause, windowClause, lockingClause, withClause];
  const [value, second] = targetValues(inner);
  const from = readFromClause(inner, statement);
  if (more.some((part) => part !== undefined) || value === undefined || second !== undefined || !('FuncCall' in value) || value.FuncCall.over !== undefined) return undefined;
  const [name, text] = [builtinName(value.FuncCall) ?? '', textOf(value, statement)];
  if (!grouping.has(name) || text === undefined || from === undefined || inner.fromClause?.length !== 1 || !isOwn(value, names)) return undefined;
  const keys: Key[] = [];
  const rest: string[] = [];
  for (const term of conjuncts(inner.whereClause)) {
    const key = 'A_Expr' in term ? keyOf(term.A_Expr, names, statement) : undefined;
    const written = isOwn(term, names) ? textOf(term, statement) : undefined;
    if (key !== undefined) keys.push(key);
    else if (written !== undefined) rest.push('BoolExpr' in term && !written.startsWith('(') ? `(${written})` : written);
    else return undefined;
  }
  return keys.length === 0 ? undefined : { keys, rest, call: { name, text }, table: statement.text.slice(from.span.start, from.span.end) };
}

/** `o.customer_id = c.id`, from either side. */
function keyOf(term: A_Expr, names: InnerNames, statement: Statement): Key | undefined {
  if (term.kind !== 'AEXPR_OP' || operatorOf(term) !== '=') return undefined;
  const sides = [term.lexpr, term.rexpr].map((side) => ({ side, parts: columnParts(side) }));
  const own = sides.find(({ side, parts }) => side !== undefined && parts !== undefined && isOwn(side, names));
  const other = sides.find(({ parts }) => parts !== undefined && parts.length > 1 && names.outer.has(parts.at(-2) ?? ''));
  const [column, outer] = [own, other].map((each) => (each?.side === undefined ? undefined : textOf(each.side, statement)));
  return column === undefined || outer === undefined || own === other ? undefined : { name: own?.parts?.at(-1) ?? '', column, outer };
}

/** Whether every column that it reads is of the inner table, and certainly so. */
function isOwn(node: Node, { alias, columns, outer }: InnerNames): boolean {
  return columnReferences(node).every((parts) => (parts.length > 1 ? parts.at(-2) === alias && !outer.has(alias) : columns?.includes(parts[0] ?? '') === true));
}

function isBareStar(target: Node): boolean {
  const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
  return value !== undefined && 'ColumnRef' in value && value.ColumnRef.fields?.length === 1 && 'A_Star' in (value.ColumnRef.fields[0] ?? {});
}

/** Without a name of its own, the column is called after the aggregate. */
function isWholeTarget(select: SelectStmt, link: SubLink): boolean {
  return (select.targetList ?? []).some((target) => 'ResTarget' in target && target.ResTarget.name === undefined && target.ResTarget.val !== undefined && 'SubLink' in target.ResTarget.val && target.ResTarget.val.SubLink === link);
}
