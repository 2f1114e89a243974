import type { A_Expr, DeleteStmt, Node, SelectStmt, UpdateStmt } from '@pgsql/types';
import type { Index } from '../catalog/model';
import type { Ancestor, RuleContext, Visitors } from './rule';
import { columnParts, conjuncts, withoutPlaces } from '../sql/expression';
import { equalitiesIn, joinTerms, scopeOf, sourceOf, sourcesOf, type Source } from './sources';

/** A query's conditions with what they are about. */
export interface Search {
  readonly sources: readonly Source[];
  readonly terms: readonly Node[];
}

type Searching = Pick<SelectStmt & UpdateStmt & DeleteStmt, 'whereClause' | 'fromClause' | 'usingClause' | 'relation' | 'withClause'>;

/** Calls `look` with every operator expression that WHERE and ON of a SELECT, UPDATE or DELETE ask for. */
export function searchVisitors(look: (term: A_Expr, found: Search, context: RuleContext) => void): Visitors {
  const search = (statement: SelectStmt | UpdateStmt | DeleteStmt, context: RuleContext, ancestors: readonly Ancestor[]): void => {
    const { whereClause, fromClause } = statement as Searching;
    if (whereClause === undefined && fromClause === undefined) return;
    const found = rememberedSearch(statement, context, ancestors);
    for (const term of found.terms) if ('A_Expr' in term) look(term.A_Expr, found, context);
  };
  return { SelectStmt: search, UpdateStmt: search, DeleteStmt: search };
}

const remembered = new WeakMap<object, { readonly context: RuleContext; readonly search: Search }>();

/** All rules that look at a statement have the same context, and several ask for the same search. */
function rememberedSearch(statement: SelectStmt | UpdateStmt | DeleteStmt, context: RuleContext, ancestors: readonly Ancestor[]): Search {
  const known = remembered.get(statement);
  if (known?.context === context) return known.search;
  const search = searchOf(statement, context, ancestors);
  remembered.set(statement, { context, search });
  return search;
}

/** The terms of WHERE and ON of a SELECT, UPDATE or DELETE, all of which have to be true. */
export function searchOf(statement: SelectStmt | UpdateStmt | DeleteStmt, context: RuleContext, ancestors: readonly Ancestor[]): Search {
  const { whereClause, fromClause, usingClause, relation, withClause } = statement as Searching;
  const items = [...(relation === undefined ? [] : [{ RangeVar: relation }]), ...(fromClause ?? []), ...(usingClause ?? [])];
  return { sources: sourcesOf(items, scopeOf(context.catalog, ancestors, withClause)), terms: [...conjuncts(whereClause), ...joinTerms(items)] };
}

/** The table that a column belongs to: not a system catalog, a query or a function. */
export function tableOf(parts: readonly string[], sources: readonly Source[]): Source | undefined {
  const source = sourceOf(parts, sources);
  if (source === undefined || source.kind !== 'relation' || source.schema === 'pg_catalog' || source.schema === 'information_schema') return undefined;
  return source.relation === undefined && source.name?.startsWith('pg_') === true ? undefined : source;
}

/** Whether another condition can find the rows by an index: one of the known ones, or any where the table is not known. */
export function isFoundOtherwise(source: Source, { sources, terms }: Search): boolean {
  const equal = equalitiesIn(terms, sources).filter((equality) => equality.source === source && equality.with !== 'other').map(({ column }) => column);
  if (source.relation === undefined) return equal.length > 0;
  return source.relation.indexes.some(({ columns }) => columns[0] !== undefined && equal.includes(columns[0]));
}

/** The first known index that begins with the column. */
export function indexOn(source: Source, column: string): Index | undefined {
  return source.relation?.indexes.find((index) => index.columns[0] === column && (index.method === 'btree' || index.method === 'hash'));
}

/** Whether an index has the expression as one of its keys; qualifiers of columns do not count. */
export function hasExpressionIndex(source: Source, expression: Node): boolean {
  const wanted = withoutPlaces(expression);
  return (source.relation?.indexes ?? []).some(({ elements }) => elements.some(({ expr }) => expr !== undefined && withoutPlaces(expr) === wanted));
}

/** The name of a plain column reference. */
export function columnName(node: Node | undefined): string | undefined {
  return columnParts(node)?.at(-1);
}
