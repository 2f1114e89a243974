import type { A_Expr, Node } from '@pgsql/types';
import { integerOf, operatorOf } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { defineRule } from '../rule';
import doc from './integer-division.md';

export const integerDivision = defineRule({
  id: 'integer-division',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  optional: true,
  doc,
  messages: {
    cutOff: 'Both sides are integers, so the fraction is cut off: the result is {result}. Write one of them with a fraction ({left}.0) for the exact value.',
  },
  visit: {
    A_Expr(expression, context) {
      const [left, right] = sides(expression);
      if (left === undefined || right === undefined || right === 0 || left % right === 0) return;
      const node: Node = { A_Expr: expression };
      context.report({ span: spanFor(node, context.statement), message: 'cutOff', data: { result: String(Math.trunc(left / right)), left: String(left) } });
    },
  },
});

function sides(expression: A_Expr): readonly [number | undefined, number | undefined] {
  if (expression.kind !== 'AEXPR_OP' || operatorOf(expression) !== '/') return [undefined, undefined];
  return [integerOf(expression.lexpr), integerOf(expression.rexpr)];
}
