import type { SelectStmt } from '@pgsql/types';
import { builtinName } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { scopeOf, sourcesOf } from '../sources';
import { defineRule } from '../rule';
import doc from './aggregate-without-order.md';

const ordered: ReadonlySet<string> = new Set(['array_agg', 'string_agg', 'json_agg', 'jsonb_agg', 'json_agg_strict', 'jsonb_agg_strict', 'xmlagg']);

export const aggregateWithoutOrder = defineRule({
  id: 'aggregate-without-order',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
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
      context.report({ span: spanFor({ FuncCall: call }, context.statement), message: 'anyOrder', data: { name } });
    },
  },
});
