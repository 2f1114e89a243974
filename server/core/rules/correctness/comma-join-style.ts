import { conjuncts } from '../../sql/expression';
import { spanOfName, tokensOf } from '../../sql/find';
import { unlinkedSources } from '../join-links';
import { quoteIdentifier } from '../../sql/names';
import { scopeOf, sourcesOf } from '../sources';
import { defineRule } from '../rule';
import doc from './comma-join-style.md';

export const commaJoinStyle = defineRule({
  id: 'comma-join-style',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
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
      if (span !== undefined) context.report({ span, message: 'comma', data: { relation: quoteIdentifier(second.alias ?? '') } });
    },
  },
});
