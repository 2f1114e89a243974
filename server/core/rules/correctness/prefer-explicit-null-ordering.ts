import { endOfSortItem } from '../../sql/sort-items';
import { spanFor } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { columnIn, scopeOf, sourcesOf } from '../sources';
import { defineRule } from '../rule';
import doc from './prefer-explicit-null-ordering.md';

export const preferExplicitNullOrdering = defineRule({
  id: 'prefer-explicit-null-ordering',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  optional: true,
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    nullsFirst: '{column} may be NULL, and with DESC these rows come first. Write NULLS LAST, or NULLS FIRST where that is meant.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const descending = (select.sortClause ?? []).flatMap((item) =>
        'SortBy' in item && item.SortBy.sortby_dir === 'SORTBY_DESC' && item.SortBy.sortby_nulls === 'SORTBY_NULLS_DEFAULT' && item.SortBy.node !== undefined ? [item.SortBy.node] : []);
      if (descending.length === 0 || select.larg !== undefined) return;
      const sources = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      for (const node of descending) {
        const known = columnIn(node, sources);
        if (known === undefined || (known.column.notNull && !known.source.nullable)) continue;
        const end = endOfSortItem(node, context.statement);
        context.report({
          span: spanFor(node, context.statement),
          message: 'nullsFirst',
          data: { column: quoteIdentifier(known.column.name) },
          fixes: end === undefined ? [] : [{ title: 'Write NULLS FIRST, as it is now', kind: 'safe', edits: [{ start: end, end, text: ' NULLS FIRST' }] }],
        });
      }
    },
  },
});
