import { eachNewColumn, isBuiltIn } from '../../sql/new-columns';
import { quoteIdentifier } from '../../sql/names';
import { tokensOf, parenthesesAfter } from '../../sql/find';
import { defineRule } from '../rule';
import doc from './timestamptz-precision.md';

export const timestamptzPrecision = defineRule({
  id: 'timestamptz-precision',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['pgrubic', 'squabble'],
  doc,
  messages: {
    rounds: 'A precision of 0 rounds {column} to the nearest second, so half of the values lie up to half a second in the future. Store the full value and cut it with date_trunc() where it is shown.',
  },
  visit: eachNewColumn((column, context) => {
    if (!isBuiltIn(column, 'timestamp', 'timestamptz') || column.type.modifiers[0] !== 0) return;
    const modifier = parenthesesAfter(tokensOf(context.statement), column.baseSpan.start);
    context.report({
      span: column.typeSpan,
      message: 'rounds',
      data: { column: quoteIdentifier(column.name) },
      fixes: modifier === undefined ? [] : [{ title: 'Keep the full precision', kind: 'safe', edits: [{ ...modifier, text: '' }] }],
    });
  }),
});
