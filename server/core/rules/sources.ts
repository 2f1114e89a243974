import type { Node, RangeVar, SelectStmt, WithClause } from '@pgsql/types';
import type { CatalogView, Column, Relation } from '../catalog/model';
import { commonTablesOf, fromItems, type CommonTables } from '../catalog/star-columns';
import type { Ancestor } from './rule';
import { columnParts, columnReferences, conjuncts, hasAggregate, integerOf, isFixed, operatorOf, selectOf, targetValues } from '../sql/expression';
import { startOf } from '../sql/find';
import { namesOf, referenceOf } from '../sql/names';

/** One relation, query or function of a FROM clause. */
export interface Source {
  /** The name that its columns are qualified with. */
  readonly alias: string | undefined;
  readonly kind: 'relation' | 'common-table' | 'query' | 'function';
  /** What a relation is called, as written. */
  readonly schema?: string | undefined;
  readonly name?: string | undefined;
  /** A table or view that the history knows well enough to say which columns it has. */
  readonly relation: Relation | undefined;
  /** The query of a sub-select or common table. */
  readonly query: SelectStmt | undefined;
  /** Names of its columns, where all are certain. */
  readonly columns: readonly string[] | undefined;
  readonly lateral: boolean;
  /** Stands on the side of an outer join that can be missing. */
  readonly nullable: boolean;
  /** Which item of the FROM list it belongs to. */
  readonly item: number;
  /** Where it stands, as far as the tree tells. */
  readonly location: number | undefined;
}

export interface Scope {
  readonly catalog: CatalogView;
  readonly tables: CommonTables;
}

/** What names in a query can mean: the catalog, and the WITH clauses around and of it. */
export function scopeOf(catalog: CatalogView, ancestors: readonly Ancestor[], own: WithClause | undefined): Scope {
  return { catalog, tables: commonTablesOf([...ancestors.map(({ node }) => (node as { withClause?: WithClause }).withClause), own]) };
}

/** Everything that a FROM clause joins, in the order of the text. */
export function sourcesOf(from: readonly Node[] | undefined, scope: Scope): readonly Source[] {
  return (from ?? []).flatMap((node, item) => sourcesIn(node, scope, { item, nullable: false }));
}

interface Position {
  readonly item: number;
  readonly nullable: boolean;
}

function sourcesIn(node: Node, scope: Scope, position: Position): readonly Source[] {
  if ('JoinExpr' in node) {
    const { jointype, larg, rarg } = node.JoinExpr;
    const left = position.nullable || jointype === 'JOIN_RIGHT' || jointype === 'JOIN_FULL';
    const right = position.nullable || jointype === 'JOIN_LEFT' || jointype === 'JOIN_FULL';
    return [...(larg === undefined ? [] : sourcesIn(larg, scope, { ...position, nullable: left })), ...(rarg === undefined ? [] : sourcesIn(rarg, scope, { ...position, nullable: right }))];
  }
  if ('RangeVar' in node) return [relationSource(node.RangeVar, scope, position)];
  if ('RangeTableSample' in node && node.RangeTableSample.relation !== undefined) return sourcesIn(node.RangeTableSample.relation, scope, position);
  if ('RangeSubselect' in node) {
    const { alias, subquery, lateral } = node.RangeSubselect;
    const columns = fromItems([node], scope.catalog, scope.tables)[0]?.columns;
    return [{ ...position, alias: alias?.aliasname, kind: 'query', relation: undefined, query: selectOf(subquery), columns, lateral: lateral === true, location: undefined }];
  }
  const { alias, lateral } = (Object.values(node)[0] ?? {}) as { alias?: { aliasname?: string }; lateral?: boolean };
  return [{ ...position, alias: alias?.aliasname, kind: 'function', relation: undefined, query: undefined, columns: undefined, lateral: lateral ?? true, location: undefined }];
}

function relationSource(range: RangeVar, scope: Scope, position: Position): Source {
  const [item] = fromItems([{ RangeVar: range }], scope.catalog, scope.tables);
  const common = range.schemaname === undefined ? scope.tables.get(range.relname ?? '') : undefined;
  const known = common === undefined ? scope.catalog.relation(referenceOf(range)) : undefined;
  const relation = known?.columnsKnown === true && known.assumed !== true && range.alias?.colnames === undefined ? known : undefined;
  const query = common !== undefined && 'CommonTableExpr' in common ? selectOf(common.CommonTableExpr.ctequery) : undefined;
  const columns = known === undefined || relation !== undefined ? item?.columns : undefined;
  return { ...position, alias: item?.alias, kind: common === undefined ? 'relation' : 'common-table', relation, query, columns, lateral: false, location: startOf(range), schema: range.schemaname, name: range.relname };
}

/** The source that a column reference means; undefined where it is not certain. A name alone is taken for the only source's, which an enclosing query could contradict. */
export function sourceOf(parts: readonly string[], sources: readonly Source[]): Source | undefined {
  const name = parts.at(-1) ?? '';
  if (parts.length > 1) return sources.find((source) => source.alias === parts.at(-2));
  if (sources.length === 1) return sources[0];
  const [first, second] = sources.filter((source) => source.columns === undefined || source.columns.includes(name));
  return second === undefined && first?.columns !== undefined ? first : undefined;
}

/** The column of a known relation that an expression is; undefined for anything else. */
export function columnIn(node: Node | undefined, sources: readonly Source[]): { readonly source: Source; readonly column: Column } | undefined {
  const parts = columnParts(node);
  const source = parts === undefined ? undefined : sourceOf(parts, sources);
  const column = source?.relation?.columns.find((each) => each.name === parts?.at(-1));
  return source === undefined || column === undefined ? undefined : { source, column };
}

/** The sources that an expression reads. `unknown` where a column without qualifier could belong to any. */
export function mentionedIn(expression: Node | undefined, sources: readonly Source[]): ReadonlySet<Source> | 'unknown' {
  const found = new Set<Source>();
  for (const parts of columnReferences(expression)) {
    const whole = parts.length === 1 ? sources.find((source) => source.alias === parts[0]) : undefined;
    const source = whole ?? sourceOf(parts, sources);
    if (source !== undefined) found.add(source);
    else if (parts.length === 1 && sources.some(({ columns }) => columns === undefined || columns.includes(parts[0] ?? ''))) return 'unknown';
  }
  return found;
}

/** Whether a query gives at most one row, as far as its text tells. */
export function isSingleRow(select: SelectStmt | undefined): boolean {
  if (select === undefined || select.larg !== undefined) return false;
  if (select.valuesLists !== undefined) return select.valuesLists.length === 1;
  const returnsSet = targetValues(select).some((value) => 'FuncCall' in value && setReturning.has(namesOf(value.FuncCall.funcname).at(-1) ?? ''));
  if (integerOf(select.limitCount) === 1) return true;
  if (returnsSet || select.groupClause !== undefined) return false;
  return select.fromClause === undefined || targetValues(select).some(hasAggregate) || hasAggregate(select.havingClause);
}

export const setReturning: ReadonlySet<string> = new Set((
  'unnest generate_series generate_subscripts regexp_matches regexp_split_to_table string_to_table json_array_elements jsonb_array_elements ' +
  'json_array_elements_text jsonb_array_elements_text json_each jsonb_each json_each_text jsonb_each_text json_object_keys jsonb_object_keys').split(' '));

/** A column that is compared with `=`, and what with. */
export interface Equality {
  readonly source: Source;
  readonly column: string;
  /** The column on the other side; `fixed` for a value that is the same for all rows, `other` for anything else. */
  readonly with: { readonly source: Source; readonly column: string } | 'fixed' | 'other';
}

/** The equalities among terms, each from both its sides. */
export function equalitiesIn(terms: readonly Node[], sources: readonly Source[]): readonly Equality[] {
  return terms.flatMap((term): readonly Equality[] => {
    if (!('A_Expr' in term) || term.A_Expr.kind !== 'AEXPR_OP' || operatorOf(term.A_Expr) !== '=') return [];
    const { lexpr, rexpr } = term.A_Expr;
    if (lexpr !== undefined && rexpr !== undefined && 'RowExpr' in lexpr && 'RowExpr' in rexpr) return equalitiesIn(pairsOf(lexpr.RowExpr.args, rexpr.RowExpr.args), sources);
    const [left, right] = [sideOf(lexpr, sources), sideOf(rexpr, sources)];
    const other = (side: typeof left, node: Node | undefined): Equality['with'] => side ?? (isFixed(node) ? 'fixed' : 'other');
    return [...(left === undefined ? [] : [{ ...left, with: other(right, rexpr) }]), ...(right === undefined ? [] : [{ ...right, with: other(left, lexpr) }])];
  });
}

/** `(a, b) = (c, d)` as `a = c` and `b = d`. */
function pairsOf(left: readonly Node[] = [], right: readonly Node[] = []): readonly Node[] {
  return left.flatMap((lexpr, index): readonly Node[] => {
    const rexpr = right[index];
    return rexpr === undefined ? [] : [{ A_Expr: { kind: 'AEXPR_OP', name: [{ String: { sval: '=' } }], lexpr, rexpr } }];
  });
}

function sideOf(node: Node | undefined, sources: readonly Source[]): { readonly source: Source; readonly column: string } | undefined {
  const parts = columnParts(node);
  const source = parts === undefined ? undefined : sourceOf(parts, sources);
  return source === undefined ? undefined : { source, column: parts?.at(-1) ?? '' };
}

/** The terms of all ON conditions of a FROM clause. */
export function joinTerms(from: readonly Node[] | undefined): readonly Node[] {
  return (from ?? []).flatMap((node): readonly Node[] => {
    if (!('JoinExpr' in node)) return [];
    const { larg, rarg, quals } = node.JoinExpr;
    return [...joinTerms([larg, rarg].filter((side) => side !== undefined)), ...conjuncts(quals)];
  });
}

/** Whether the relation can have at most one row for given values of these columns: a unique index without condition is made of some of them. */
export function isUniqueBy(relation: Relation, columns: ReadonlySet<string>): boolean {
  return relation.indexes.some((index) => index.unique && index.where === undefined && index.columns.length > 0 && index.columns.every((column) => column !== undefined && columns.has(column)));
}

/** The columns of the primary key; empty where none is known. */
export function primaryKeyOf(relation: Relation | undefined): readonly string[] {
  const key = relation?.constraints.find((constraint) => constraint.kind === 'primary');
  return key !== undefined && 'columns' in key ? key.columns : [];
}
