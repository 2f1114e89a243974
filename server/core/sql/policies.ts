import type { Statement } from '../document/statement';
import type { Span } from '../text/span';
import { findKeywordHere, parenthesesAfter, tokensOf } from './find';

/** The parenthesised expression behind USING or WITH CHECK of a policy, with its parentheses; the whole statement where it cannot be told. */
export function spanOfPolicyExpression(clause: 'using' | 'check', statement: Statement): Span {
  const tokens = tokensOf(statement);
  const keyword = clause === 'using' ? findKeywordHere(tokens, 0, 'using') : findKeywordHere(tokens, 0, 'with', 'check');
  const whole = { start: 0, end: statement.text.length };
  return keyword === undefined ? whole : parenthesesAfter(tokens, keyword.end) ?? whole;
}
