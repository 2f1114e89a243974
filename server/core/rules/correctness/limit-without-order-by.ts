import type { Node, SelectStmt } from '@pgsql/types';
import { conjuncts, hasAggregate, integerOf, isNullConstant, targetValues, withoutCasts } from '../../sql/expression';
import { extentOf, wholePlaceholders } from '../../sql/extent';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { firstLocation } from '../../sql/offset-clause';
import { equalitiesIn, isUniqueBy, joinTerms, primaryKeyOf, scopeOf, sourcesOf, type Source } from '../sources';
import type { Span } from '../../text/span';
import { defineRule, type Ancestor, type FixDraft, type RuleContext } from '../rule';
import doc from './limit-without-order-by.md';

export const limitWithoutOrderBy = defineRule({
  id: 'limit-without-order-by',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgvet', 'SQLFluff'],
  doc,
  messages: {
    anyRows: 'Without ORDER BY the rows that are left are whichever PostgreSQL reads first: after an update, a VACUUM or another plan they are others. Order by a unique key.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { limitCount, limitOffset, sortClause } = select;
      if (limitCount === undefined || sortClause !== undefined || isNullConstant(limitCount) || integerOf(limitCount) === 0) return;
      // Pages by OFFSET have a rule of their own, which says the same.
      if (limitOffset !== undefined && integerOf(limitOffset) !== 0) return;
      // Nobody reads the result of a query in a migration.
      if (isAnyRowMeant(select, ancestors) || (context.migration && ancestors.length === 0)) return;
      const sources = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      if (select.larg === undefined && (sources.every(isInOrder) || choosesOneRow(select, sources))) return;
      const span = limitSpan(select, context);
      if (span === undefined) return;
      context.report({ span, message: 'anyRows', fixes: orderByKey(select, sources, span), ...(locksQueue(select) ? { severity: 'info' as const } : {}) });
    },
  },
});

/** Where the number of rows counts and not which: a test for existence, a batch of an UPDATE or DELETE, a sample. */
function isAnyRowMeant(select: SelectStmt, ancestors: readonly Ancestor[]): boolean {
  const parent = ancestors.at(-1);
  if (parent?.tag === 'SubLink' && (parent.node as { subLinkType?: string }).subLinkType === 'EXISTS_SUBLINK') return true;
  const values = targetValues(select);
  if (integerOf(select.limitCount) === 1 && select.larg === undefined && values.every((value) => 'A_Const' in withoutCasts(value))) return true;
  if (select.groupClause === undefined && values.some(hasAggregate)) return true;
  if ((select.fromClause ?? []).some((item) => 'RangeTableSample' in item)) return true;
  const change = ancestors.findIndex(({ tag }) => tag === 'UpdateStmt' || tag === 'DeleteStmt');
  return change >= 0 && !ancestors.slice(change).some(({ tag }) => tag === 'ResTarget');
}

/** Functions and lists give their rows in order; a sub-select may have ordered them, or be a recursion that LIMIT ends. */
function isInOrder({ kind, query }: Source): boolean {
  if (kind === 'function') return true;
  return query !== undefined && (query.sortClause !== undefined || query.valuesLists !== undefined || query.limitCount !== undefined || (kind === 'common-table' && query.larg !== undefined));
}

/** By an equality on a unique key. Of a relation that is not known, LIMIT 1 with any equality is taken for that. */
function choosesOneRow(select: SelectStmt, sources: readonly Source[]): boolean {
  const equalities = equalitiesIn([...conjuncts(select.whereClause), ...joinTerms(select.fromClause)], sources).filter((equality) => typeof equality.with === 'string');
  return sources.some((source) => {
    const columns = new Set(equalities.filter((equality) => equality.source === source).map(({ column }) => column));
    if (columns.size === 0) return false;
    return source.relation === undefined ? integerOf(select.limitCount) === 1 : isUniqueBy(source.relation, columns);
  });
}

function locksQueue({ lockingClause }: SelectStmt): boolean {
  return (lockingClause ?? []).some((node) => 'LockingClause' in node && node.LockingClause.waitPolicy === 'LockWaitSkip');
}

/** From LIMIT (or FETCH) to its value. */
function limitSpan(select: SelectStmt, context: RuleContext): Span | undefined {
  const tokens = tokensOf(context.statement);
  const value = firstLocation(select.limitCount as Node);
  if (value === undefined) return undefined;
  const last = indexAt(tokens, value);
  const valueEnd = select.limitCount === undefined ? undefined : extentOf(select.limitCount, context.statement)?.end ?? tokens.list[last]?.end;
  for (let index = last; index >= Math.max(0, last - 5); index--) {
    const token = tokens.list[index];
    if (token !== undefined && (wordAt(tokens, index) === 'limit' || wordAt(tokens, index) === 'fetch')) return wholePlaceholders({ start: token.start, end: Math.max(token.end, valueEnd ?? token.end) }, context.statement);
  }
  return undefined;
}

function orderByKey(select: SelectStmt, sources: readonly Source[], { start }: Span): readonly FixDraft[] {
  const [source, more] = sources;
  const key = primaryKeyOf(source?.relation);
  if (key.length === 0 || more !== undefined || select.groupClause !== undefined || select.distinctClause !== undefined || select.larg !== undefined) return [];
  return [{ title: 'Order by the primary key', kind: 'suggestion', edits: [{ start, end: start, text: `ORDER BY ${key.map(quoteIdentifier).join(', ')} ` }] }];
}
