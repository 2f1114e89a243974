import type { FuncCall, SelectStmt } from '@pgsql/types';
import { builtinName, columnParts } from '../../sql/expression';
import { extentOf, spanFor } from '../../sql/extent';
import { closingIndex, indexAt, spanOfName, startOf, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { columnIn, primaryKeyOf, scopeOf, sourcesOf, type Source } from '../sources';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './aggregate-without-order.md';

const ordered: ReadonlySet<string> = new Set(['array_agg', 'string_agg', 'json_agg', 'jsonb_agg', 'json_agg_strict', 'jsonb_agg_strict', 'xmlagg']);

export const aggregateWithoutOrder = defineRule({
  id: 'aggregate-without-order',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  optional: true,
  doc,
  messages: {
    anyOrder: '{name} puts the values together in the order in which rows are read, which changes with the plan. Write ORDER BY within the call.',
  },
  visit: {
    FuncCall(call, context, ancestors) {
      const name = builtinName(call);
      if (name === undefined || !ordered.has(name) || call.agg_order !== undefined || call.over !== undefined || call.agg_distinct === true) return;
      const select = ancestors.findLast(({ tag }) => tag === 'SelectStmt')?.node as SelectStmt | undefined;
      const sources = sourcesOf(select?.fromClause, scopeOf(context.catalog, ancestors, select?.withClause));
      // An ordered sub-select hands its rows on in order; functions and lists have one.
      if (sources.every(({ kind, query }) => kind === 'function' || query?.sortClause !== undefined || query?.valuesLists !== undefined)) return;
      context.report({ span: spanFor({ FuncCall: call }, context.statement), message: 'anyOrder', data: { name }, fixes: orderWithin(call, sources, context) });
    },
  },
});

/** Of values of any type, often of one that cannot be sorted by. */
const ofAnything: ReadonlySet<string> = new Set(['json_agg', 'jsonb_agg', 'json_agg_strict', 'jsonb_agg_strict', 'xmlagg']);
/** Types that cannot be sorted by. */
const unordered: ReadonlySet<string> = new Set(['json', 'xml', 'point', 'box', 'line', 'lseg', 'path', 'polygon', 'circle', 'xid', 'cid', 'aclitem']);

/** By the primary key of the only table; otherwise by the values themselves, which then come in an order that is always the same. */
function orderWithin(call: FuncCall, sources: readonly Source[], { statement }: RuleContext): readonly FixDraft[] {
  const tokens = tokensOf(statement);
  const name = spanOfName(startOf(call) ?? -1, tokens);
  const closing = name === undefined ? undefined : closingIndex(tokens, indexAt(tokens, name.end));
  const last = closing === undefined ? undefined : tokens.list[closing - 1];
  const order = sortKey(call, sources, statement);
  if (last === undefined || order === undefined) return [];
  return [{ title: `Order by ${order}`, kind: 'suggestion', edits: [{ start: last.end, end: last.end, text: ` ORDER BY ${order}` }] }];
}

function sortKey(call: FuncCall, sources: readonly Source[], statement: RuleContext['statement']): string | undefined {
  const [source, more] = sources;
  const key = more === undefined ? primaryKeyOf(source?.relation) : [];
  if (key.length > 0) return key.map(quoteIdentifier).join(', ');
  const value = call.args?.[0];
  const type = columnIn(value, sources)?.column.type;
  const whole = sources.some(({ alias }) => alias === columnParts(value)?.at(-1));
  const sortable = type === undefined ? !ofAnything.has(builtinName(call) ?? '') : !unordered.has(type.name);
  const span = value === undefined || columnParts(value) === undefined || whole || !sortable ? undefined : extentOf(value, statement);
  return span === undefined ? undefined : statement.text.slice(span.start, span.end);
}
