import type { RangeVar, SelectStmt } from '@pgsql/types';
import { selectOf } from '../../sql/expression';
import { calledFunctions } from '../../sql/expression-volatility';
import { findKeywordHere, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { walk } from '../../sql/walk';
import { defineRule } from '../rule';
import doc from './materialized-cte.md';

export const materializedCte = defineRule({
  id: 'materialized-cte',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  optional: true,
  doc,
  messages: {
    fence: '{name} is computed as a whole and kept, though it is read once: conditions of the query around do not reach it and no index of its tables serves them. Leave MATERIALIZED out unless that is the purpose.',
  },
  visit: {
    CommonTableExpr({ ctename, ctequery, ctematerialized, location }, context, ancestors) {
      const query = selectOf(ctequery);
      const around = ancestors.at(-2);
      if (ctematerialized !== 'CTEMaterializeAlways' || ctename === undefined || query === undefined || ctequery === undefined || around?.tag !== 'SelectStmt') return;
      // What is locked, cut off or called for its effect is kept for a reason.
      if (query.lockingClause !== undefined || query.limitCount !== undefined || query.limitOffset !== undefined) return;
      const called = calledFunctions(ctequery, context.catalog);
      if (called.volatile.length + called.declared.length + called.unknown.length > 0 || timesRead(ctename, around.node as SelectStmt) > 1) return;
      const tokens = tokensOf(context.statement);
      const span = findKeywordHere(tokens, location ?? 0, 'materialized');
      if (span === undefined) return;
      const end = context.statement.text.length - context.statement.text.slice(span.end).trimStart().length;
      context.report({ span, message: 'fence', data: { name: quoteIdentifier(ctename) }, fixes: [{ title: 'Leave MATERIALIZED out', kind: 'suggestion', edits: [{ start: span.start, end, text: '' }] }] });
    },
  },
});

function timesRead(name: string, select: SelectStmt): number {
  let count = 0;
  walk({ SelectStmt: select }, (tag, node) => {
    if (tag === 'RangeVar' && (node as RangeVar).relname === name && (node as RangeVar).schemaname === undefined) count++;
  });
  return count;
}
