import type { Node } from '@pgsql/types';
import { rewriteWithComments } from '../../sql/comments';
import { isComparison, isNullConstant, operatorOf } from '../../sql/expression';
import { extentOf, spanFor, textOf } from '../../sql/extent';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './null-comparison.md';

export const nullComparison = defineRule({
  id: 'null-comparison',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgrubic', 'eslint-plugin-postgresql', 'pgvet', 'SQLFluff'],
  doc,
  messages: {
    neverTrue: 'A comparison with NULL is never true and never false: {operator} NULL gives NULL for every row, so a condition drops them all and a CHECK lets them all pass. Write {instead}.',
    ordered: 'A comparison with NULL is never true and never false: {operator} NULL gives NULL for every row. NULL has no order; test it with IS NULL or compare with a value.',
  },
  visit: {
    A_Expr(expression, context) {
      const operator = expression.kind === 'AEXPR_OP' ? operatorOf(expression) : undefined;
      if (operator === undefined || !isComparison(operator)) return;
      const { lexpr, rexpr } = expression;
      if (!isNullConstant(lexpr) && !isNullConstant(rexpr)) return;
      const instead = operator === '=' ? 'IS NULL' : operator === '<>' ? 'IS NOT NULL' : undefined;
      const node: Node = { A_Expr: expression };
      const value = isNullConstant(rexpr) ? lexpr : rexpr;
      context.report({
        span: spanFor(node, context.statement),
        message: instead === undefined ? 'ordered' : 'neverTrue',
        data: { operator, instead: instead ?? '' },
        fixes: instead === undefined || value === undefined || isNullConstant(value) ? [] : writeTest(node, value, instead, context),
      });
    },
  },
});

function writeTest(node: Node, value: Node, instead: string, { statement }: RuleContext): readonly FixDraft[] {
  const [whole, text] = [extentOf(node, statement), textOf(value, statement)];
  return whole === undefined || text === undefined ? [] : [{ title: `Write ${instead}`, kind: 'suggestion', edits: [rewriteWithComments(whole, `${text} ${instead}`, statement)] }];
}
