import type { FuncCall, Node, SelectStmt, SubLink } from '@pgsql/types';
import { builtinName, columnParts, conjuncts, isNullConstant, selectOf, targetValues, withoutCasts } from '../../sql/expression';
import { extentOf, operandExtent, textOf } from '../../sql/extent';
import { findKeyword, tokensOf } from '../../sql/find';
import { namesOf, quoteIdentifier } from '../../sql/names';
import { columnsRejectingNull } from '../../sql/null-rejection';
import { joinTerms, scopeOf, sourceOf, sourcesOf, type Scope } from '../sources';
import { defineRule, type Ancestor, type FixDraft, type RuleContext } from '../rule';
import doc from './not-in-subquery.md';

export const notInSubquery = defineRule({
  id: 'not-in-subquery',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgvet', 'eslint-plugin-postgresql', 'sqlcheck'],
  doc,
  messages: {
    nullable: 'One NULL in the result of this sub-select makes the condition true for no row at all. It also cannot become an anti-join: each row is looked up in a hash table of the whole result, or where that does not fit in memory in the result itself. Write NOT EXISTS.',
  },
  visit: {
    BoolExpr({ boolop, args }, context, ancestors) {
      const [inner] = args ?? [];
      if (boolop !== 'NOT_EXPR' || inner === undefined || !('SubLink' in inner)) return;
      const { subLinkType, operName } = inner.SubLink;
      if (subLinkType === 'ANY_SUBLINK' && (operName === undefined || namesOf(operName).at(-1) === '=')) reportSubLink(inner.SubLink, { context, ancestors });
    },
    SubLink(link, context, ancestors) {
      if (link.subLinkType === 'ALL_SUBLINK' && namesOf(link.operName).at(-1) === '<>') reportSubLink(link, { context, ancestors });
    },
  },
});

interface Place {
  readonly context: RuleContext;
  readonly ancestors: readonly Ancestor[];
}

function reportSubLink(link: SubLink, place: Place): void {
  const { context, ancestors } = place;
  const select = selectOf(link.subselect);
  const span = extentOf({ SubLink: link }, context.statement);
  if (select === undefined || span === undefined || (link.testexpr !== undefined && 'RowExpr' in link.testexpr)) return;
  const nulls = canBeNull(select, 0, scopeOf(context.catalog, ancestors, undefined));
  if (nulls === 'no') return;
  context.report({
    span,
    message: 'nullable',
    fixes: writeNotExists(link, select, place),
    // A key by its name; what remains for sure is the plan.
    ...(nulls === 'hardly' ? { severity: 'info' as const } : {}),
  });
}

type Nulls = 'no' | 'hardly' | 'maybe';

/** Whether an output column of a query can be NULL. */
function canBeNull(select: SelectStmt, position: number, scope: Scope): Nulls {
  const { larg, rarg, op } = select;
  if (larg !== undefined && rarg !== undefined) {
    const [left, right] = [canBeNull(larg, position, scope), canBeNull(rarg, position, scope)];
    if (op === 'SETOP_UNION') return left === 'maybe' || right === 'maybe' ? 'maybe' : left === 'hardly' ? left : right;
    return op === 'SETOP_INTERSECT' && right === 'no' ? 'no' : left;
  }
  if (select.valuesLists !== undefined) {
    const values = select.valuesLists.flatMap((row) => ('List' in row ? row.List.items?.[position] ?? [] : []));
    return values.some(isNullConstant) ? 'maybe' : 'no';
  }
  const inner = { ...scope, tables: new Map([...scope.tables, ...scopeOf(scope.catalog, [], select.withClause).tables]) };
  const value = targetValues(select)[position];
  return value === undefined ? 'maybe' : valueCanBeNull(withoutCasts(value), select, inner);
}

const neverNull: ReadonlySet<string> = new Set(['count', 'row_number', 'rank', 'dense_rank', 'now', 'generate_series', 'unnest', 'jsonb_array_elements_text', 'regexp_split_to_table', 'string_to_table']);

function valueCanBeNull(value: Node, select: SelectStmt, scope: Scope): Nulls {
  if ('A_Const' in value) return isNullConstant(value) ? 'maybe' : 'no';
  if ('ParamRef' in value) return 'no';
  // What an array holds is not known; values that a program passes are hardly NULL.
  if ('FuncCall' in value) return callCanBeNull(value.FuncCall, select, scope);
  if ('CoalesceExpr' in value) return (value.CoalesceExpr.args ?? []).some((each) => 'A_Const' in each && !isNullConstant(each)) ? 'no' : 'maybe';
  const parts = columnParts(value);
  if (parts === undefined) return 'maybe';
  const sources = sourcesOf(select.fromClause, scope);
  const source = sourceOf(parts, sources);
  if (source === undefined) return 'maybe';
  const terms = [...conjuncts(select.whereClause), ...(source.nullable ? [] : joinTerms(select.fromClause))];
  const name = parts.at(-1) ?? '';
  const rejected = terms.flatMap((term) => columnsRejectingNull(term, true)).some((other) => other.at(-1) === name && sourceOf(other, sources) === source);
  if (rejected || source.kind === 'function') return 'no';
  if (source.nullable) return 'maybe';
  if (source.query !== undefined) {
    const position = targetNames(source.query).indexOf(name);
    const tables = new Map([...scope.tables].filter(([table]) => table !== source.alias));
    return position < 0 ? 'maybe' : canBeNull(source.query, position, { ...scope, tables });
  }
  const column = source.relation?.columns.find((each) => each.name === name);
  if (column !== undefined) return column.notNull ? 'no' : 'maybe';
  return source.relation === undefined && (name === 'id' || name === 'uuid') ? 'hardly' : systemColumns.has(name) ? 'no' : 'maybe';
}

/** The least of a group is NULL only where all its values are. */
function callCanBeNull(call: FuncCall, select: SelectStmt, scope: Scope): Nulls {
  const name = builtinName(call) ?? '';
  const [argument] = call.args ?? [];
  if (neverNull.has(name)) return 'no';
  const grouped = select.groupClause !== undefined && call.agg_filter === undefined && call.over === undefined;
  return grouped && argument !== undefined && ['min', 'max', 'sum', 'avg'].includes(name) ? valueCanBeNull(argument, select, scope) : 'maybe';
}

const systemColumns: ReadonlySet<string> = new Set(['ctid', 'tableoid', 'oid', 'xmin', 'xmax']);

function targetNames(select: SelectStmt): readonly (string | undefined)[] {
  return (select.targetList ?? []).map((target) => ('ResTarget' in target ? target.ResTarget.name ?? columnParts(target.ResTarget.val)?.at(-1) : undefined));
}

/** For one column of one relation without grouping; every name must mean the same in its new place. */
function writeNotExists(link: SubLink, select: SelectStmt, { context, ancestors }: Place): readonly FixDraft[] {
  const { statement, catalog } = context;
  const [item, more] = select.fromClause ?? [];
  const [value] = targetValues(select);
  const plain = [select.groupClause, select.havingClause, select.distinctClause, select.limitCount, select.limitOffset, select.withClause, select.sortClause, select.larg, select.lockingClause];
  if (item === undefined || more !== undefined || !('RangeVar' in item) || value === undefined || link.testexpr === undefined || plain.some((part) => part !== undefined)) return [];
  const [inner] = sourcesOf([item], scopeOf(catalog, [], undefined));
  const column = columnParts(value);
  const outer = outerName(link.testexpr, inner?.alias, { context, ancestors });
  const tokens = tokensOf(statement);
  const span = extentOf({ SubLink: link }, statement);
  const from = findKeyword(tokens, operandExtent(value, statement)?.end ?? 0, 'from');
  const closing = span?.end;
  if (column === undefined || inner?.alias === undefined || outer === undefined || span === undefined || from === undefined || closing === undefined) return [];
  const start = link.subLinkType === 'ANY_SUBLINK' ? negationStart(statement.text, span.start) : span.start;
  const where = select.whereClause === undefined ? undefined : operandExtent(select.whereClause, statement);
  if (start === undefined || (select.whereClause !== undefined && where === undefined)) return [];
  const relation = statement.text.slice(from.start, where === undefined ? closing - 1 : where.start).trimEnd();
  const condition = `${quoteIdentifier(inner.alias)}.${quoteIdentifier(column.at(-1) ?? '')} = ${outer}`;
  const rest = where === undefined ? ` WHERE ${condition}` : ` ${condition} AND (${statement.text.slice(where.start, where.end)})`;
  return [{ title: 'Write NOT EXISTS', kind: 'suggestion', edits: [{ start, end: closing, text: `NOT EXISTS (SELECT ${relation}${rest})` }] }];
}

/** The value to compare with, qualified so that no column of the sub-select can take its place. */
function outerName(test: Node, inner: string | undefined, { context, ancestors }: Place): string | undefined {
  const parts = columnParts(test);
  const text = textOf(test, context.statement);
  if (parts === undefined) return 'ParamRef' in test || 'A_Const' in test ? text : undefined;
  if (parts.length > 1) return parts.at(-2) === inner ? undefined : text;
  const around = ancestors.findLast(({ tag }) => tag === 'SelectStmt' || tag === 'UpdateStmt' || tag === 'DeleteStmt');
  const { fromClause, relation } = (around?.node ?? {}) as { fromClause?: Node[]; relation?: { relname?: string; alias?: { aliasname?: string } } };
  const name = relation?.alias?.aliasname ?? relation?.relname ?? sourcesOf(fromClause, scopeOf(context.catalog, ancestors, undefined))[0]?.alias;
  const alone = (fromClause?.length ?? 0) + (relation === undefined ? 0 : 1) === 1 && !(fromClause?.some((item) => 'JoinExpr' in item) ?? false);
  return alone && name !== undefined && name !== inner ? `${quoteIdentifier(name)}.${text ?? ''}` : undefined;
}

/** `x NOT IN (…)` begins with its value, `NOT x IN (…)` with NOT. */
function negationStart(text: string, start: number): number | undefined {
  const before = /\bnot(\s*\(?\s*)$/i.exec(text.slice(Math.max(0, start - 20), start));
  return before === null ? start : before[1]?.includes('(') === true ? undefined : start - before[0].length;
}
