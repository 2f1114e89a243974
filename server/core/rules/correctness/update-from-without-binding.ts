import type { Node, RangeVar } from '@pgsql/types';
import { columnReferences, conjuncts } from '../../sql/expression';
import { closingIndex, spanOfName, tokensOf, wordAt, type Tokens } from '../../sql/find';
import { unlinkedSources } from '../join-links';
import { identifierOf, quoteIdentifier, referenceOf } from '../../sql/names';
import { firstLocation } from '../../sql/offset-clause';
import { isSymbol } from '../../sql/tokens';
import type { Span } from '../../text/span';
import { joinTerms, mentionedIn, scopeOf, sourceOf, sourcesOf, type Source } from '../sources';
import { defineRule, type Ancestor, type RuleContext } from '../rule';
import doc from './update-from-without-binding.md';

export const updateFromWithoutBinding = defineRule({
  id: 'update-from-without-binding',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    update: 'No condition ties {relation} to {table}: each row of {table} that WHERE leaves is changed from an arbitrary row of {relation}. Compare their columns in WHERE.',
    remove: 'No condition ties {relation} to {table}: if {relation} has any row that WHERE leaves, all rows of {table} that WHERE leaves are deleted. Compare their columns in WHERE.',
    unread: 'No condition ties {relation} to {table}, and no assignment reads it: each row to be changed meets every row of {relation}, and where that is empty, nothing is changed. Compare their columns in WHERE, or leave it out.',
    self: '{relation} is {table} a second time, not the rows that are changed, and no condition ties the two. Leave FROM out, or compare the keys in WHERE.',
  },
  visit: {
    UpdateStmt({ relation, fromClause, whereClause, withClause, targetList }, context, ancestors) {
      if (relation !== undefined && fromClause !== undefined && whereClause !== undefined) find({ relation, others: fromClause, whereClause, withClause, targetList }, 'update', { context, ancestors });
    },
    DeleteStmt({ relation, usingClause, whereClause, withClause }, context, ancestors) {
      if (relation !== undefined && usingClause !== undefined && whereClause !== undefined) find({ relation, others: usingClause, whereClause, withClause }, 'remove', { context, ancestors });
    },
  },
});

interface Change {
  readonly relation: RangeVar;
  readonly others: readonly Node[];
  readonly whereClause: Node;
  readonly withClause: Parameters<typeof scopeOf>[2];
  /** What an UPDATE assigns. */
  readonly targetList?: readonly Node[] | undefined;
}

function find(change: Change, message: 'update' | 'remove', { context, ancestors }: { context: RuleContext; ancestors: readonly Ancestor[] }): void {
  const { relation, others, whereClause, withClause } = change;
  if ('CurrentOfExpr' in whereClause) return;
  const sources = sourcesOf([{ RangeVar: relation }, ...others], scopeOf(context.catalog, ancestors, withClause));
  const [target] = sources;
  // The row that is changed may be chosen by a constant; what it is changed from is then still any row.
  const unlinked = unlinkedSources(sources, [...conjuncts(whereClause), ...joinTerms(others)], target).find((source) => source !== target);
  if (unlinked === undefined || target === undefined) return;
  const isSelf = others.some((node) => 'RangeVar' in node && node.RangeVar.location === unlinked.location && sameName(node.RangeVar, relation, context));
  const values = (change.targetList ?? []).flatMap((each) => ('ResTarget' in each && each.ResTarget.val !== undefined ? [each.ResTarget.val] : []));
  const isRead = values.some((value) => {
    const mentioned = mentionedIn(value, sources);
    return mentioned === 'unknown' || [...mentioned].some((source) => source !== target) || columnReferences(value).some((parts) => sourceOf(parts, sources) === undefined);
  });
  const said = isSelf ? 'self' : message === 'update' && !isRead ? 'unread' : message;
  context.report({
    span: spanOf(unlinked, others.flatMap(leavesOf)[sources.indexOf(unlinked) - 1], tokensOf(context.statement)),
    message: said,
    ...(said === 'unread' ? { severity: 'warning' as const } : {}),
    data: { relation: quoteIdentifier(unlinked.alias ?? 'the sub-select'), table: quoteIdentifier(target.alias ?? '') },
  });
}

/** What a FROM item joins, one for each of its sources. */
function leavesOf(node: Node): readonly Node[] {
  return 'JoinExpr' in node ? [node.JoinExpr.larg, node.JoinExpr.rarg].flatMap((side) => (side === undefined ? [] : leavesOf(side))) : [node];
}

/** The name of a relation; of a sub-select the alias, or the parentheses where it has none. */
function spanOf({ location, alias }: Source, leaf: Node | undefined, tokens: Tokens): Span {
  const start = location ?? firstLocation(leaf) ?? 0;
  return (location === undefined ? spanOfSubselect(start, alias, tokens) : undefined) ?? spanOfName(start, tokens) ?? { start, end: start + 1 };
}

/** Of the parentheses around `inside`, the innermost that have the alias behind them, or a word of a FROM clause before them where there is none. */
function spanOfSubselect(inside: number, alias: string | undefined, tokens: Tokens): Span | undefined {
  const first = tokens.list.findLastIndex(({ start }) => start <= inside);
  for (let opening = first; opening >= 0; opening--) {
    const closing = isSymbol(tokens.text, tokens.list[opening], '(') ? closingIndex(tokens, opening) : undefined;
    if (closing === undefined || closing < first) continue;
    const behind = tokens.list[wordAt(tokens, closing + 1) === 'as' ? closing + 2 : closing + 1];
    if (alias !== undefined && behind !== undefined && identifierOf(tokens.text, behind) === alias) return { start: behind.start, end: behind.end };
    const begins = isSymbol(tokens.text, tokens.list[opening - 1], ',') || fromWords.has(wordAt(tokens, opening - 1) ?? '');
    if (alias === undefined && begins) return { start: tokens.list[opening]?.start ?? inside, end: tokens.list[closing]?.end ?? inside };
  }
  return undefined;
}

const fromWords: ReadonlySet<string> = new Set(['from', 'using', 'join', 'lateral']);

function sameName(a: RangeVar, b: RangeVar, { catalog }: RuleContext): boolean {
  const [left, right] = [a, b].map((range) => catalog.resolve(referenceOf(range)));
  return left?.schema === right?.schema && left?.name === right?.name;
}
