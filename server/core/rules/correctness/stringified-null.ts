import type { A_Expr } from '@pgsql/types';
import { columnParts, isComparison, operatorOf, stringOf } from '../../sql/expression';
import { operandExtent, spanFor } from '../../sql/extent';
import { startOf, tokenAt, tokensOf } from '../../sql/find';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './stringified-null.md';

export const stringifiedNull = defineRule({
  id: 'stringified-null',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
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
      if ([lexpr, rexpr].some((side) => stringOf(side)?.toLowerCase() === 'null')) {
        context.report({ span: spanFor({ A_Expr: expression }, context.statement), message: 'text', fixes: writeTest(expression, context) });
      }
    },
  },
});

/** Each token by itself, so that comments between them stay. */
function writeTest(expression: A_Expr, { statement }: RuleContext): readonly FixDraft[] {
  const { lexpr, rexpr } = expression;
  const test = { '=': 'IS NULL', '<>': 'IS NOT NULL' }[operatorOf(expression) ?? ''];
  const [column, value] = columnParts(lexpr) !== undefined ? [lexpr, rexpr] : [rexpr, lexpr];
  if (test === undefined || column === undefined || value === undefined || columnParts(column) === undefined) return [];
  const operator = tokenAt(tokensOf(statement), startOf(expression) ?? -1);
  const [name, text] = [operandExtent(column, statement), operandExtent(value, statement)];
  if (operator?.kind !== 'operator' || name === undefined || text === undefined) return [];
  const edits = column === lexpr
    ? [{ start: operator.start, end: operator.end, text: test.replace(/ NULL$/, '') }, { ...text, text: 'NULL' }]
    : [{ ...text, text: '' }, { start: operator.start, end: operator.end, text: '' }, { start: name.end, end: name.end, text: ` ${test}` }];
  return [{ title: `Write ${test}`, kind: 'suggestion', edits }];
}
