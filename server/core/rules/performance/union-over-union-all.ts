import type { Node, SelectStmt } from '@pgsql/types';
import { rewriteWithComments } from '../../sql/comments';
import { targetValues, withoutCasts } from '../../sql/expression';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
import { firstLocation } from '../../sql/offset-clause';
import type { Span } from '../../text/span';
import { defineRule, type Ancestor, type RuleContext } from '../rule';
import doc from './union-over-union-all.md';

export const unionOverUnionAll = defineRule({
  id: 'union-over-union-all',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['sqlcheck'],
  doc,
  messages: {
    notNeeded: 'UNION compares all rows to drop repeated ones, which make no difference in {place}. UNION ALL gives the rows as they come.',
    disjoint: 'These queries differ in a constant column, so no row of one equals a row of the other, and UNION compares them all the same. UNION ALL gives the rows as they come; it also keeps repeated rows within each query.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      if (select.op !== 'SETOP_UNION' || select.all === true || select.larg === undefined || select.rarg === undefined) return;
      const place = placeOf(select, ancestors);
      if (place === undefined && !isDisjoint(select)) return;
      const span = keywordSpan(select.rarg, context);
      if (span === undefined) return;
      context.report({
        span,
        message: place === undefined ? 'disjoint' : 'notNeeded',
        data: { place: place ?? '' },
        fixes: [{ title: 'Write UNION ALL', kind: place === undefined ? 'suggestion' : 'safe', edits: [rewriteWithComments(span, 'UNION ALL', context.statement)] }],
      });
    },
  },
});

/** Where only the set of values counts. */
function placeOf({ limitCount, limitOffset }: SelectStmt, ancestors: readonly Ancestor[]): string | undefined {
  const parent = ancestors.at(-1);
  if (parent?.tag !== 'SubLink' || limitCount !== undefined || limitOffset !== undefined) return undefined;
  const type = (parent.node as { subLinkType?: string }).subLinkType;
  return type === 'EXISTS_SUBLINK' ? 'EXISTS' : type === 'ANY_SUBLINK' ? 'IN' : undefined;
}

/** Whether each query on the left has a constant where the one on the right has another. */
function isDisjoint({ larg, rarg }: SelectStmt): boolean {
  const [lefts, rights] = [larg, rarg].map((side) => (side === undefined ? [] : branches(side)));
  return (lefts ?? []).every((left) => (rights ?? []).every((right) => differ(left, right)));
}

function branches(select: SelectStmt): readonly SelectStmt[] {
  if (select.larg === undefined || select.rarg === undefined) return [select];
  return [...branches(select.larg), ...branches(select.rarg)];
}

function differ(left: SelectStmt, right: SelectStmt): boolean {
  if (left.fromClause === undefined || right.fromClause === undefined) return false;
  const others = targetValues(right);
  return targetValues(left).some((value, index) => {
    const [one, other] = [constantOf(value), others[index] === undefined ? undefined : constantOf(others[index])];
    return one !== undefined && other !== undefined && one !== other;
  });
}

function constantOf(value: Node): string | undefined {
  const inner = withoutCasts(value);
  if (!('A_Const' in inner) || inner.A_Const.isnull === true) return undefined;
  const { sval, ival, boolval } = inner.A_Const;
  return sval !== undefined ? `'${sval.sval ?? ''}` : ival !== undefined ? String(ival.ival ?? 0) : boolval !== undefined ? String(boolval.boolval ?? false) : undefined;
}

/** UNION [DISTINCT] before the second query. */
function keywordSpan(right: SelectStmt, { statement }: RuleContext): Span | undefined {
  const tokens = tokensOf(statement);
  const start = firstLocation({ SelectStmt: right });
  let index = start === undefined ? -1 : indexAt(tokens, start) - 1;
  while (index >= 0 && wordAt(tokens, index) !== 'union') index--;
  const [first, second] = [tokens.list[index], tokens.list[index + 1]];
  if (first === undefined || second === undefined) return undefined;
  return { start: first.start, end: wordAt(tokens, index + 1) === 'distinct' ? second.end : first.end };
}
