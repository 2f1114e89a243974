import type { Node, SelectStmt } from '@pgsql/types';
import { builtinName } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { scopeOf, sourcesOf } from '../sources';
import { isOrdered, windowChain } from '../../sql/windows';
import { defineRule } from '../rule';
import doc from './window-without-order.md';

const ranks: ReadonlySet<string> = new Set(['rank', 'dense_rank', 'percent_rank', 'cume_dist']);
const places: ReadonlySet<string> = new Set(['row_number', 'ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value']);

export const windowWithoutOrder = defineRule({
  id: 'window-without-order',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    anyOrder: '{name} depends on the order of the rows, and this window has none: the result changes with the plan. Add ORDER BY to the window.',
    allPeers: 'Without ORDER BY all rows of the partition are equal to {name}, so it gives the same value for each. Add ORDER BY to the window.',
  },
  visit: {
    FuncCall(call, context, ancestors) {
      const name = call.over === undefined ? undefined : builtinName(call);
      if (name === undefined || (!ranks.has(name) && !places.has(name)) || isOrdered(windowChain(call.over, ancestors))) return;
      const select = ancestors.findLast(({ tag }) => tag === 'SelectStmt')?.node as SelectStmt | undefined;
      const sources = sourcesOf(select?.fromClause, scopeOf(context.catalog, ancestors, select?.withClause));
      // Rows of a function or of an ordered sub-select come in order.
      if (places.has(name) && sources.every(({ kind, query }) => kind === 'function' || query?.sortClause !== undefined || query?.valuesLists !== undefined)) return;
      const node: Node = { FuncCall: call };
      // Numbers for all rows are often wanted in any order.
      const numbersAll = name === 'row_number' && call.over?.name === undefined && call.over?.partitionClause === undefined;
      context.report({ span: spanFor(node, context.statement), message: ranks.has(name) ? 'allPeers' : 'anyOrder', data: { name }, ...(numbersAll ? { severity: 'info' as const } : {}) });
    },
  },
});
