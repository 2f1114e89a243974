import type { Node, RangeVar, SelectStmt, WithClause } from '@pgsql/types';
import type { CatalogView } from './model';

/** One item of FROM: the name its columns are qualified with, and the columns where they are known. */
export interface FromItem {
  readonly alias: string | undefined;
  /** undefined where neither catalog nor query tells. */
  readonly columns: readonly string[] | undefined;
  /** Every column is written out in the query itself (sub-select, CTE, VALUES, function), so that no change of a table reaches a star over it. */
  readonly selfContained: boolean;
  /** JOIN … USING and NATURAL JOIN merge columns: the order of a bare star is then not that of the items. */
  readonly merged: boolean;
}

/** The queries a FROM clause can name, by name; the innermost WITH last. */
export type CommonTables = ReadonlyMap<string, Node>;

export function commonTablesOf(clauses: readonly (WithClause | undefined)[]): CommonTables {
  const tables = new Map<string, Node>();
  for (const clause of clauses) {
    for (const node of clause?.ctes ?? []) {
      if ('CommonTableExpr' in node && node.CommonTableExpr.ctename !== undefined) tables.set(node.CommonTableExpr.ctename, node);
    }
  }
  return tables;
}

/** The items of a FROM clause in the order in which a star lists them. */
export function fromItems(from: readonly Node[], catalog: CatalogView, tables: CommonTables): readonly FromItem[] {
  return from.flatMap((node) => itemsOf(node, catalog, tables, false));
}

function itemsOf(node: Node, catalog: CatalogView, tables: CommonTables, merged: boolean): FromItem[] {
  if ('RangeVar' in node) return [{ ...relationItem(node.RangeVar, catalog, tables), merged }];
  if ('JoinExpr' in node) {
    const { larg, rarg, usingClause, isNatural, alias } = node.JoinExpr;
    const merges = merged || isNatural === true || (usingClause?.length ?? 0) > 0 || alias !== undefined;
    return [larg, rarg].flatMap((side) => (side === undefined ? [] : itemsOf(side, catalog, tables, merges)));
  }
  if ('RangeSubselect' in node) {
    const { subquery, alias } = node.RangeSubselect;
    const columns = aliasNames(alias?.colnames) ?? (subquery === undefined ? undefined : outputNames(subquery, catalog, tables));
    return [{ alias: alias?.aliasname, columns, selfContained: subquery !== undefined && listsItsColumns(subquery, catalog, tables), merged }];
  }
  const alias = 'RangeFunction' in node ? node.RangeFunction.alias : undefined;
  return [{ alias: alias?.aliasname, columns: undefined, selfContained: true, merged }];
}

function relationItem(range: RangeVar, catalog: CatalogView, tables: CommonTables): Omit<FromItem, 'merged'> {
  const name = range.relname ?? '';
  const alias = range.alias?.aliasname ?? name;
  const renamed = aliasNames(range.alias?.colnames);
  const common = range.schemaname === undefined ? tables.get(name) : undefined;
  if (common !== undefined && 'CommonTableExpr' in common) {
    const { ctequery, aliascolnames } = common.CommonTableExpr;
    // A recursive query names itself; without the entry the walk ends.
    const others = new Map([...tables].filter(([other]) => other !== name));
    const columns = renamed ?? aliasNames(aliascolnames) ?? (ctequery === undefined ? undefined : outputNames(ctequery, catalog, others));
    return { alias, columns, selfContained: ctequery === undefined || listsItsColumns(ctequery, catalog, others) };
  }
  const relation = catalog.relation({ schema: range.schemaname, name });
  const columns = relation?.columnsKnown === true && renamed === undefined ? relation.columns.map((column) => column.name) : renamed;
  return { alias, columns: columns !== undefined && relation !== undefined && columns.length < relation.columns.length ? undefined : columns, selfContained: false };
}

function aliasNames(names: readonly Node[] | undefined): readonly string[] | undefined {
  if (names === undefined || names.length === 0) return undefined;
  return names.flatMap((node) => ('String' in node && node.String.sval !== undefined ? [node.String.sval] : []));
}

/** True where no star of the query reaches a relation. INSERT … RETURNING and the like count by their RETURNING list. */
function listsItsColumns(query: Node, catalog: CatalogView, tables: CommonTables): boolean {
  if (!('SelectStmt' in query)) return true;
  const select = query.SelectStmt;
  if (select.larg !== undefined && select.rarg !== undefined) {
    return [select.larg, select.rarg].every((side) => listsItsColumns({ SelectStmt: side }, catalog, tables));
  }
  if (!(select.targetList ?? []).some(isStarTarget)) return true;
  const inner = withTables(select, tables);
  return fromItems(select.fromClause ?? [], catalog, inner).every((item) => item.selfContained);
}

function withTables(select: SelectStmt, tables: CommonTables): CommonTables {
  return new Map([...tables, ...commonTablesOf([select.withClause])]);
}

export function isStarTarget(node: Node): boolean {
  return 'ResTarget' in node && starQualifier(node.ResTarget.val) !== undefined;
}

/** For `*` an empty list, for `o.*` its qualifier; undefined for anything else. */
export function starQualifier(value: Node | undefined): readonly string[] | undefined {
  if (value === undefined || !('ColumnRef' in value)) return undefined;
  const fields = value.ColumnRef.fields ?? [];
  const last = fields.at(-1);
  if (last === undefined || !('A_Star' in last)) return undefined;
  return fields.slice(0, -1).flatMap((field) => ('String' in field && field.String.sval !== undefined ? [field.String.sval] : []));
}

/** Names of the columns that a query gives, where all are certain. */
function outputNames(query: Node, catalog: CatalogView, tables: CommonTables): readonly string[] | undefined {
  if (!('SelectStmt' in query)) return undefined;
  const select = query.SelectStmt;
  const inner = withTables(select, tables);
  if (select.larg !== undefined) return outputNames({ SelectStmt: select.larg }, catalog, inner);
  const names: string[] = [];
  for (const target of select.targetList ?? []) {
    if (!('ResTarget' in target)) return undefined;
    const qualifier = starQualifier(target.ResTarget.val);
    const found = qualifier === undefined ? targetName(target.ResTarget.name, target.ResTarget.val) : starNames(fromItems(select.fromClause ?? [], catalog, inner), qualifier);
    if (found === undefined) return undefined;
    names.push(...found);
  }
  return names.length > 0 ? names : undefined;
}

/** The columns that a star stands for, where those of every item it reaches are certain. */
function starNames(items: readonly FromItem[], qualifier: readonly string[]): readonly string[] | undefined {
  const reached = qualifier.length === 0 ? items : items.filter((item) => item.alias === qualifier.at(-1));
  const certain = reached.every((item) => item.columns !== undefined && item.columns.length > 0 && (!item.merged || reached.length === 1));
  return certain && reached.length > 0 ? reached.flatMap((item) => item.columns ?? []) : undefined;
}

function targetName(name: string | undefined, value: Node | undefined): readonly string[] | undefined {
  if (name !== undefined) return [name];
  if (value === undefined || !('ColumnRef' in value)) return undefined;
  const last = value.ColumnRef.fields?.at(-1);
  return last !== undefined && 'String' in last && last.String.sval !== undefined ? [last.String.sval] : undefined;
}
