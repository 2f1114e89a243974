import type { FuncCall, SelectStmt, WithClause } from '@pgsql/types';
import { builtinName, selectOf, targetValues } from '../../sql/expression';
import { spanOfName, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { volatilitiesOf } from '../../sql/volatility';
import { walk } from '../../sql/walk';
import { setReturning } from '../sources';
import { defineRule } from '../rule';
import doc from './recursive-cte-no-stop.md';

export const recursiveCteNoStop = defineRule({
  id: 'recursive-cte-no-stop',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    endless: 'Each round of {name} makes as many rows as the one before, and nothing ends it: the query runs until it is cancelled or the disk for temporary files is full. Add a WHERE to the recursive part.',
  },
  visit: {
    CommonTableExpr({ ctename, ctequery, cycle_clause, location }, context, ancestors) {
      const parent = ancestors.at(-1);
      if (ctename === undefined || parent?.tag !== 'WithClause' || (parent.node as WithClause).recursive !== true || cycle_clause !== undefined) return;
      const query = selectOf(ctequery);
      if (query?.op !== 'SETOP_UNION' || query.all !== true || query.limitCount !== undefined || query.rarg === undefined || !keepsAllRows(query.rarg, ctename)) return;
      // PostgreSQL makes only as many rows as the query around asks for.
      const around = ancestors.at(-2);
      if (around?.tag === 'SelectStmt' && (around.node as SelectStmt).limitCount !== undefined) return;
      const span = spanOfName(location ?? 0, tokensOf(context.statement));
      if (span !== undefined) context.report({ span, message: 'endless', data: { name: quoteIdentifier(ctename) } });
    },
  },
});

/** Whether the recursive part reads the common table alone and gives a row for each of its rows. */
function keepsAllRows(select: SelectStmt, name: string): boolean {
  const [item, more] = select.fromClause ?? [];
  if (item === undefined || more !== undefined || !('RangeVar' in item) || item.RangeVar.relname !== name || item.RangeVar.schemaname !== undefined) return false;
  const limits = [select.whereClause, select.limitCount, select.havingClause, select.groupClause, select.larg, select.limitOffset];
  return limits.every((part) => part === undefined) && !targetValues(select).some(mayGiveNoRow);
}

/** A function that returns a set may return an empty one. */
function mayGiveNoRow(value: ReturnType<typeof targetValues>[number]): boolean {
  let found = false;
  walk(value, (tag, node) => {
    if (tag !== 'FuncCall') return;
    const call = node as FuncCall;
    const name = builtinName(call) ?? '';
    if (setReturning.has(name) || volatilitiesOf(name, call.args?.length ?? 0).length === 0) found = true;
  });
  return found;
}
