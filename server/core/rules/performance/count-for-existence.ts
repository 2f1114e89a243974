import type { A_Expr, FuncCall, Node, SelectStmt } from '@pgsql/types';
import { rewriteWithComments } from '../../sql/comments';
import { builtinName, integerOf, isComparison, mirror, operatorOf, selectOf, targetValues } from '../../sql/expression';
import { extentOf, spanFor } from '../../sql/extent';
import { findKeyword, indexAt, tokensOf } from '../../sql/find';
import { isSymbol } from '../../sql/tokens';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './count-for-existence.md';

export const countForExistence = defineRule({
  id: 'count-for-existence',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  doc,
  messages: {
    counts: 'This counts every matching row only to know whether there is one. {exists} stops at the first.',
  },
  visit: {
    A_Expr(expression, context) {
      const question = questionOf(expression);
      if (question === undefined) return;
      const { link, select, negated } = question;
      const exists = negated ? 'NOT EXISTS' : 'EXISTS';
      context.report({ span: spanFor({ A_Expr: expression }, context.statement), message: 'counts', data: { exists }, fixes: writeExists(expression, { link, select, exists }, context) });
    },
  },
});

interface Question {
  readonly link: Node;
  readonly select: SelectStmt;
  readonly negated: boolean;
}

/** `(SELECT count(*) …)` compared with 0 or 1 in a way that asks for existence. */
function questionOf(expression: A_Expr): Question | undefined {
  const { lexpr, rexpr } = expression;
  if (lexpr === undefined || rexpr === undefined || !('SubLink' in lexpr || 'SubLink' in rexpr)) return undefined;
  const operator = expression.kind === 'AEXPR_OP' ? operatorOf(expression) : undefined;
  if (operator === undefined || !isComparison(operator)) return undefined;
  const [number, link, side] = 'SubLink' in lexpr ? [integerOf(rexpr), lexpr, operator] : [integerOf(lexpr), rexpr, mirror(operator)];
  const negated = number === undefined ? undefined : answers[`${side} ${number}`];
  if (negated === undefined || !('SubLink' in link) || link.SubLink.subLinkType !== 'EXPR_SUBLINK') return undefined;
  const select = selectOf(link.SubLink.subselect);
  return select === undefined || !isCount(select) ? undefined : { link, select, negated };
}

/** Comparisons of a count that ask whether there is no row (true) or any (false). */
const answers: Readonly<Record<string, boolean>> = { '> 0': false, '>= 1': false, '<> 0': false, '= 0': true, '< 1': true, '<= 0': true };

function isCount(select: SelectStmt): boolean {
  const [value, more] = targetValues(select);
  if (value === undefined || more !== undefined || !('FuncCall' in value) || select.fromClause === undefined) return false;
  const others = [select.groupClause, select.havingClause, select.limitCount, select.limitOffset, select.distinctClause, select.larg, select.withClause, select.sortClause];
  return others.every((part) => part === undefined) && countsRows(value.FuncCall);
}

/** `count(*)` and `count(1)`; `count(column)` leaves out NULL. */
function countsRows(call: FuncCall): boolean {
  const { args = [], agg_star, agg_filter, agg_distinct, over } = call;
  if (builtinName(call) !== 'count' || agg_filter !== undefined || agg_distinct === true || over !== undefined) return false;
  const [first] = args;
  return agg_star === true || (first !== undefined && 'A_Const' in first && first.A_Const.isnull !== true);
}

function writeExists(expression: A_Expr, { link, select, exists }: { link: Node; select: SelectStmt; exists: string }, { statement }: RuleContext): readonly FixDraft[] {
  const tokens = tokensOf(statement);
  const [whole, inner] = [extentOf({ A_Expr: expression }, statement), extentOf(link, statement)];
  const [value] = targetValues(select);
  const count = value === undefined ? undefined : extentOf(value, statement);
  if (whole === undefined || inner === undefined || count === undefined) return [];
  const from = findKeyword(tokens, count.end, 'from');
  // Only where nothing but the count stands between SELECT and FROM.
  const first = tokens.list[indexAt(tokens, inner.start) + 1];
  if (from === undefined || first === undefined || !isSymbol(tokens.text, tokens.list[indexAt(tokens, inner.start)], '(')) return [];
  return [{ title: `Write ${exists}`, kind: 'safe', edits: [rewriteWithComments(whole, `${exists} (SELECT ${statement.text.slice(from.start, inner.end)}`, statement)] }];
}
