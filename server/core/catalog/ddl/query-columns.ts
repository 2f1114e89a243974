import type { A_Const, JoinExpr, Node, SelectStmt, WithClause } from '@pgsql/types';
import type { Catalog } from '../catalog';
import type { ColumnType, Reference } from '../model';
import { namesOf } from '../../sql/names';
import { referenceOfRange } from './change';
import { outputName } from './output-name';
import { columnTypeOf, plainType, unknownType } from './types';

export interface QueryColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export interface QueryColumns {
  readonly columns: readonly QueryColumn[];
  /** False where a star stands for something we do not know. */
  readonly known: boolean;
}

type Scope = ReadonlyMap<string, QueryColumns>;

interface Source extends QueryColumns {
  readonly alias: string | undefined;
}

/** What FROM offers: `star` is what a bare `*` gives, `named` what `alias.*` and `alias.column` can mean. */
interface Sources {
  readonly star: QueryColumns;
  readonly named: readonly Source[];
}

const unknown: QueryColumns = { columns: [], known: false };

/** The columns that a query gives, as far as the catalog tells. Names are PostgreSQL's, types are `unknown` where they take more than a look. */
export function queryColumns(catalog: Catalog, query: Node | undefined): QueryColumns {
  return query && 'SelectStmt' in query ? selectColumns(catalog, query.SelectStmt, new Map()) : unknown;
}

function selectColumns(catalog: Catalog, select: SelectStmt, outer: Scope): QueryColumns {
  const scope = withScope(catalog, select.withClause, outer);
  let leaf = select;
  while (leaf.op !== undefined && leaf.op !== 'SETOP_NONE' && leaf.larg) leaf = leaf.larg;
  if (leaf !== select) return selectColumns(catalog, leaf, scope);
  if (select.valuesLists) return valuesColumns(select.valuesLists);
  const items = (select.fromClause ?? []).map((item) => sourcesOf(catalog, item, scope));
  const sources = { star: join(items.map(({ star }) => star)), named: items.flatMap(({ named }) => named) };
  const results = (select.targetList ?? []).map((target) => ('ResTarget' in target ? targetColumns(catalog, target.ResTarget, sources) : unknown));
  return join(results);
}

function withScope(catalog: Catalog, clause: WithClause | undefined, outer: Scope): Scope {
  const scope = new Map(outer);
  for (const node of clause?.ctes ?? []) {
    if (!('CommonTableExpr' in node)) continue;
    const { ctename, ctequery, aliascolnames } = node.CommonTableExpr;
    const columns = ctequery && 'SelectStmt' in ctequery ? selectColumns(catalog, ctequery.SelectStmt, scope) : unknown;
    scope.set(ctename ?? '', withAliases(columns, namesOf(aliascolnames)));
  }
  return scope;
}

function valuesColumns(lists: readonly Node[]): QueryColumns {
  const [first] = lists;
  const count = first && 'List' in first ? (first.List.items ?? []).length : 0;
  return { columns: Array.from({ length: count }, (_, index) => ({ name: `column${index + 1}`, type: unknownType })), known: true };
}

/** Names the first columns anew, as `v (a, b)` does. */
export function withAliases({ columns, known }: QueryColumns, aliases: readonly string[]): QueryColumns {
  const named = columns.map((column, index) => ({ ...column, name: aliases[index] ?? column.name }));
  const added = known ? [] : aliases.slice(columns.length).map((name) => ({ name, type: unknownType }));
  return { columns: [...named, ...added], known };
}

function sourcesOf(catalog: Catalog, item: Node, scope: Scope): Sources {
  if ('RangeVar' in item) {
    const reference = referenceOfRange(item.RangeVar);
    const columns = reference ? relationColumns(catalog, reference, scope) : unknown;
    return single(withAliases(columns, namesOf(item.RangeVar.alias?.colnames)), item.RangeVar.alias?.aliasname ?? reference?.name);
  }
  if ('RangeSubselect' in item) {
    const { subquery, alias } = item.RangeSubselect;
    const columns = subquery && 'SelectStmt' in subquery ? selectColumns(catalog, subquery.SelectStmt, scope) : unknown;
    return single(withAliases(columns, namesOf(alias?.colnames)), alias?.aliasname);
  }
  if ('JoinExpr' in item) return joinSources(catalog, item.JoinExpr, scope);
  return single(unknown, 'RangeFunction' in item ? item.RangeFunction.alias?.aliasname : undefined);
}

function single(columns: QueryColumns, alias: string | undefined): Sources {
  return { star: columns, named: [{ ...columns, alias }] };
}

/** USING and NATURAL merge columns: a bare star gives the merged ones first and once. */
function joinSources(catalog: Catalog, node: JoinExpr, scope: Scope): Sources {
  const nothing: Sources = { star: { columns: [], known: true }, named: [] };
  const left = node.larg ? sourcesOf(catalog, node.larg, scope) : nothing;
  const right = node.rarg ? sourcesOf(catalog, node.rarg, scope) : nothing;
  const inRight = new Set(right.star.columns.map(({ name }) => name));
  const common = left.star.columns.map(({ name }) => name).filter((name) => inRight.has(name));
  const merged = node.isNatural ? common : namesOf(node.usingClause);
  const columns = [
    ...merged.flatMap((name) => left.star.columns.find((column) => column.name === name) ?? []),
    ...[...left.star.columns, ...right.star.columns].filter(({ name }) => !merged.includes(name)),
  ];
  const star = { columns, known: left.star.known && right.star.known };
  return node.alias ? single(withAliases(star, namesOf(node.alias.colnames)), node.alias.aliasname) : { star, named: [...left.named, ...right.named] };
}

function relationColumns(catalog: Catalog, reference: Reference, scope: Scope): QueryColumns {
  const local = reference.schema === undefined ? scope.get(reference.name) : undefined;
  if (local) return local;
  const relation = catalog.relation(reference);
  return relation ? { columns: relation.columns.map(({ name, type }) => ({ name, type })), known: relation.columnsKnown } : unknown;
}

function targetColumns(catalog: Catalog, target: { readonly name?: string; readonly val?: Node }, sources: Sources): QueryColumns {
  const fields = target.val && 'ColumnRef' in target.val ? (target.val.ColumnRef.fields ?? []) : [];
  const last = fields.at(-1);
  if (last && 'A_Star' in last) {
    const qualifier = namesOf(fields).at(-1);
    if (qualifier === undefined) return sources.star;
    return sources.named.find(({ alias }) => alias === qualifier) ?? unknown;
  }
  const name = target.name ?? outputName(target.val) ?? '?column?';
  return { columns: [{ name, type: typeOf(catalog, target.val, sources) }], known: true };
}

function join(parts: readonly QueryColumns[]): QueryColumns {
  return { columns: parts.flatMap(({ columns }) => columns), known: parts.every(({ known }) => known) };
}

function typeOf(catalog: Catalog, expression: Node | undefined, sources: Sources): ColumnType {
  if (!expression) return unknownType;
  if ('TypeCast' in expression) return columnTypeOf(catalog, expression.TypeCast.typeName);
  if ('ColumnRef' in expression) return columnRefType(namesOf(expression.ColumnRef.fields), sources);
  if ('A_Const' in expression) return constantType(expression.A_Const);
  if ('FuncCall' in expression && namesOf(expression.FuncCall.funcname).at(-1) === 'count') return plainType('int8');
  if ('SubLink' in expression && expression.SubLink.subLinkType === 'EXISTS_SUBLINK') return plainType('bool');
  const boolean = 'BoolExpr' in expression || 'NullTest' in expression || 'BooleanTest' in expression;
  return boolean ? plainType('bool') : unknownType;
}

function columnRefType(names: readonly string[], sources: Sources): ColumnType {
  const [column, qualifier] = names.toReversed();
  const meant = qualifier === undefined ? sources.named : sources.named.filter(({ alias }) => alias === qualifier);
  return meant.flatMap(({ columns }) => columns).find(({ name }) => name === column)?.type ?? unknownType;
}

function constantType(constant: A_Const): ColumnType {
  if (constant.ival) return plainType('int4');
  if (constant.boolval) return plainType('bool');
  if (constant.fval) return plainType('numeric');
  return constant.sval ? plainType('text') : unknownType;
}
