import type { Node, SelectStmt } from '@pgsql/types';
import { conjuncts } from '../../sql/expression';
import { operandExtent } from '../../sql/extent';
import { indexAt, spanOfName, tokensOf, wordAt } from '../../sql/find';
import { hasComment, readFromClause } from '../../sql/from-clause';
import { unlinkedSources } from '../join-links';
import { quoteIdentifier } from '../../sql/names';
import { mentionedIn, scopeOf, sourcesOf, type Source } from '../sources';
import type { Edit, Span } from '../../text/span';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './comma-join-style.md';

export const commaJoinStyle = defineRule({
  id: 'comma-join-style',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  optional: true,
  peers: ['eslint-plugin-postgresql', 'SQLFluff'],
  doc,
  messages: {
    comma: 'What {relation} is joined by stands somewhere in WHERE. JOIN … ON keeps it beside the table, and a missing condition is a syntax error.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { fromClause = [], whereClause } = select;
      if (fromClause.length < 2) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      const second = sources.find(({ item, kind, lateral }) => item > 0 && kind !== 'function' && !lateral);
      // Without a condition it is a cross join, which has a rule of its own.
      if (second?.location === undefined || unlinkedSources(sources, conjuncts(whereClause)).length > 0) return;
      const span = spanOfName(second.location, tokensOf(context.statement));
      if (span !== undefined) context.report({ span, message: 'comma', data: { relation: quoteIdentifier(second.alias ?? '') }, fixes: writeJoins(select, sources, context) });
    },
  },
});

interface Term extends Span {
  /** The last item that it reads; undefined where it reads less than two. */
  readonly item: number | undefined;
}

/** Each comma becomes JOIN, and what ties an item to those before it moves from WHERE to ON, as it is written. */
function writeJoins(select: SelectStmt, sources: readonly Source[], { statement }: RuleContext): readonly FixDraft[] {
  const from = readFromClause(select, statement);
  const terms = conjuncts(select.whereClause).map((term) => placeOf(term, sources, statement));
  if (from?.where === undefined || !(select.fromClause ?? []).every((item) => 'RangeVar' in item) || terms.includes(undefined)) return [];
  const placed = terms.flatMap((term) => term ?? []);
  const edits: Edit[] = [];
  for (const [item, { end }] of from.items.entries()) {
    if (item === 0) continue;
    const own = placed.filter((term) => term.item === item);
    const comma = { start: from.items[item - 1]?.end ?? 0, end: from.items[item]?.start ?? 0 };
    if (own.length === 0 || hasComment(statement.text, comma)) return [];
    edits.push({ ...comma, text: ' JOIN ' }, { start: end, end, text: ` ON ${own.map((term) => statement.text.slice(term.start, term.end)).join(' AND ')}` });
  }
  const removed = leaveOut(placed, from.where.keyword, statement);
  return removed === undefined ? [] : [{ title: 'Write JOIN … ON', kind: 'suggestion', edits: [...edits, ...removed] }];
}

function placeOf(node: Node, sources: readonly Source[], statement: RuleContext['statement']): Term | undefined {
  const mentioned = mentionedIn(node, sources);
  const span = operandExtent(node, statement);
  if (mentioned === 'unknown' || span === undefined) return undefined;
  return { ...span, item: mentioned.size < 2 ? undefined : Math.max(...[...mentioned].map(({ item }) => item)) };
}

/** Takes terms out of WHERE with the AND before or behind them; undefined where parentheses or comments stand in between. */
function leaveOut(terms: readonly Term[], where: Span, statement: RuleContext['statement']): readonly Edit[] | undefined {
  const tokens = tokensOf(statement);
  const [first, last] = [terms[0], terms.at(-1)];
  const isPlain = terms.every((term, index) => index === 0
    ? tokens.list[indexAt(tokens, term.start) - 1]?.start === where.start
    : wordAt(tokens, indexAt(tokens, term.start) - 1) === 'and' && indexAt(tokens, terms[index - 1]?.end ?? 0) === indexAt(tokens, term.start) - 1);
  if (first === undefined || last === undefined || !isPlain || hasComment(statement.text, { start: where.start, end: last.end })) return undefined;
  const before = tokens.list[indexAt(tokens, where.start) - 1]?.end ?? where.start;
  const kept = terms.findIndex(({ item }) => item === undefined);
  if (kept < 0) return hasComment(statement.text, { start: before, end: where.start }) ? undefined : [{ start: before, end: last.end, text: '' }];
  return terms.flatMap((term, index): readonly Edit[] => {
    if (term.item === undefined) return [];
    // Those before the first that stays go with the AND behind them.
    if (index < kept) return [{ start: term.start, end: terms[index + 1]?.start ?? term.end, text: '' }];
    return [{ start: terms[index - 1]?.end ?? term.start, end: term.end, text: '' }];
  });
}
