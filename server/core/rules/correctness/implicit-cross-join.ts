import { conjuncts } from '../../sql/expression';
import { spanOfName, tokensOf } from '../../sql/find';
import { unlinkedSources } from '../join-links';
import { quoteIdentifier } from '../../sql/names';
import { firstLocation } from '../../sql/offset-clause';
import { scopeOf, sourcesOf, type Source } from '../sources';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './implicit-cross-join.md';

export const implicitCrossJoin = defineRule({
  id: 'implicit-cross-join',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['SQLFluff', 'sqlcheck', 'eslint-plugin-postgresql'],
  doc,
  messages: {
    everyPair: 'No condition ties {relation} to the other relations, so each of its rows is combined with each of theirs. Add the condition, or write CROSS JOIN where all pairs are meant.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { fromClause = [], whereClause } = select;
      if (fromClause.length < 2) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      const [source] = unlinkedSources(sources, conjuncts(whereClause));
      if (source !== undefined) context.report({ span: placeOf(source, context), message: 'everyPair', data: { relation: quoteIdentifier(source.alias ?? 'this sub-select') } });
    },
  },
});

function placeOf(source: Source, { statement }: RuleContext): Span {
  const start = source.location ?? (source.query === undefined ? undefined : firstLocation({ SelectStmt: source.query })) ?? 0;
  return spanOfName(start, tokensOf(statement)) ?? { start, end: Math.min(start + 1, statement.text.length) };
}
