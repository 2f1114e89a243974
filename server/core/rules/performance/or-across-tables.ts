import { conjuncts } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { mentionedIn, scopeOf, sourcesOf } from '../sources';
import { defineRule } from '../rule';
import doc from './or-across-tables.md';

export const orAcrossTables = defineRule({
  id: 'or-across-tables',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  optional: true,
  peers: ['eslint-plugin-postgresql', 'sqlcheck'],
  doc,
  messages: {
    noIndex: 'The arms of this OR are about different tables, so no index can answer it: the tables are joined whole and filtered then. Two queries with UNION ALL can each use an index.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { fromClause, whereClause } = select;
      if (whereClause === undefined || fromClause === undefined || (fromClause.length < 2 && !fromClause.some((item) => 'JoinExpr' in item))) return;
      const sources = sourcesOf(fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      for (const term of conjuncts(whereClause)) {
        if (!('BoolExpr' in term) || term.BoolExpr.boolop !== 'OR_EXPR') continue;
        const arms = (term.BoolExpr.args ?? []).map((arm) => mentionedIn(arm, sources));
        const single = arms.map((arm) => (arm === 'unknown' || arm.size !== 1 ? undefined : [...arm][0]));
        if (single.includes(undefined) || new Set(single).size < 2) continue;
        context.report({ span: spanFor(term, context.statement), message: 'noIndex' });
      }
    },
  },
});
