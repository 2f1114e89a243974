import type { FuncCall, Node, SelectStmt } from '@pgsql/types';
import { builtinName, hasAggregate, targetValues } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
import { firstLocation } from '../../sql/offset-clause';
import { volatilitiesOf } from '../../sql/volatility';
import { walk } from '../../sql/walk';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './having-without-group-by.md';

export const havingWithoutGroupBy = defineRule({
  id: 'having-without-group-by',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['eslint-plugin-postgresql', 'sqlcheck'],
  doc,
  messages: {
    oneGroup: 'Without GROUP BY the whole result is one group, which HAVING keeps or drops as a whole; a condition on single rows belongs into WHERE.',
  },
  visit: {
    SelectStmt(select, context) {
      const { havingClause, groupClause } = select;
      if (havingClause === undefined || groupClause !== undefined || mayAggregate(havingClause)) return;
      context.report({ span: spanFor(havingClause, context.statement), message: 'oneGroup', fixes: writeWhere(select, context) });
    },
  },
});

/** A function that is not built in may be an aggregate. */
function mayAggregate(condition: Node): boolean {
  let found = hasAggregate(condition);
  walk(condition, (tag, node) => {
    if (tag !== 'FuncCall') return;
    const call = node as FuncCall;
    if (volatilitiesOf(builtinName(call) ?? '', call.args?.length ?? 0).length === 0) found = true;
  });
  return found;
}

function writeWhere(select: SelectStmt, { statement }: RuleContext): readonly FixDraft[] {
  const start = firstLocation(select.havingClause);
  if (select.whereClause !== undefined || start === undefined || targetValues(select).some(hasAggregate)) return [];
  const tokens = tokensOf(statement);
  let index = indexAt(tokens, start);
  while (index >= 0 && wordAt(tokens, index) !== 'having') index--;
  const token = tokens.list[index];
  return token === undefined ? [] : [{ title: 'Write WHERE', kind: 'suggestion', edits: [{ start: token.start, end: token.end, text: 'WHERE' }] }];
}
