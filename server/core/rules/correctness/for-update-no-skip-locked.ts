import type { Node, SelectStmt } from '@pgsql/types';
import { conjuncts, isFixed, withoutCasts } from '../../sql/expression';
import { findKeywordHere, indexAt, tokensOf, wordAt } from '../../sql/find';
import { firstLocation } from '../../sql/offset-clause';
import { isSymbol } from '../../sql/tokens';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './for-update-no-skip-locked.md';

export const forUpdateNoSkipLocked = defineRule({
  id: 'for-update-no-skip-locked',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgvet'],
  doc,
  messages: {
    waits: 'If this takes work from a queue, all workers ask for the same first row, and all but one wait until its transaction ends. With SKIP LOCKED each takes the next free one.',
  },
  visit: {
    SelectStmt(select, context) {
      const [locking, more] = select.lockingClause ?? [];
      if (locking === undefined || more !== undefined || !('LockingClause' in locking) || select.sortClause === undefined || select.limitCount === undefined) return;
      const { strength, waitPolicy } = locking.LockingClause;
      if (waitPolicy !== 'LockWaitBlock' || (strength !== 'LCS_FORUPDATE' && strength !== 'LCS_FORNOKEYUPDATE') || !looksLikeQueue(select)) return;
      const span = lockSpan(select, context);
      if (span !== undefined) context.report({ span, message: 'waits', fixes: [{ title: 'Add SKIP LOCKED', kind: 'suggestion', edits: [{ start: span.end, end: span.end, text: ' SKIP LOCKED' }] }] });
    },
  },
});

/** A row that a parameter chooses (the last entry of one account) has to be waited for. A queue asks for a state, which is written out. */
function looksLikeQueue({ whereClause }: SelectStmt): boolean {
  const terms = conjuncts(whereClause);
  const comparisons = terms.filter((term) => 'A_Expr' in term);
  return comparisons.length === 0 || comparisons.some((term) => !comparesParameter(term));
}

function comparesParameter(term: Node): boolean {
  return 'A_Expr' in term && [term.A_Expr.lexpr, term.A_Expr.rexpr].some((side) => side !== undefined && isParameter(withoutCasts(side)));
}

/** `$1`, or `@name` as PostgreSQL reads it. */
function isParameter(node: Node): boolean {
  return 'ParamRef' in node || ('A_Expr' in node && node.A_Expr.lexpr === undefined && isFixed(node));
}

/** FOR UPDATE with its list of relations. */
function lockSpan(select: SelectStmt, { statement }: RuleContext): Span | undefined {
  const tokens = tokensOf(statement);
  const from = Math.max(firstLocation(select.limitCount) ?? 0, firstLocation(select.sortClause?.[0]) ?? 0);
  const start = (findKeywordHere(tokens, from, 'for', 'update') ?? findKeywordHere(tokens, from, 'for', 'no', 'key', 'update'));
  if (start === undefined) return undefined;
  let last = indexAt(tokens, start.end) - 1;
  if (wordAt(tokens, last + 1) === 'of') {
    last += 2;
    while (isSymbol(tokens.text, tokens.list[last + 1], ',') || isSymbol(tokens.text, tokens.list[last + 1], '.')) last += 2;
  }
  return { start: start.start, end: tokens.list[last]?.end ?? start.end };
}
