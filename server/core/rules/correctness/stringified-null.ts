import { isComparison, operatorOf, stringOf } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { defineRule } from '../rule';
import doc from './stringified-null.md';

export const stringifiedNull = defineRule({
  id: 'stringified-null',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  optional: true,
  peers: ['pgrubic'],
  doc,
  messages: {
    text: 'This compares with a text of four letters, not with the value NULL. Write IS NULL where that is meant.',
  },
  visit: {
    A_Expr(expression, context) {
      const { kind, lexpr, rexpr } = expression;
      if (kind !== 'AEXPR_OP' || !isComparison(operatorOf(expression))) return;
      if ([lexpr, rexpr].some((side) => stringOf(side)?.toLowerCase() === 'null')) context.report({ span: spanFor({ A_Expr: expression }, context.statement), message: 'text' });
    },
  },
});
