import { columnParts, integerOf } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { isUniqueBy, primaryKeyOf, scopeOf, sourcesOf } from '../sources';
import { defineRule } from '../rule';
import { findKeywordHere, tokensOf } from '../../sql/find';
import doc from './order-by-not-unique-with-limit.md';

export const orderByNotUniqueWithLimit = defineRule({
  id: 'order-by-not-unique-with-limit',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  optional: true,
  doc,
  messages: {
    ties: 'Rows with equal {columns} have no order among them, so which of them LIMIT keeps changes from run to run. Add {key} at the end.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const { sortClause = [], limitCount, limitOffset } = select;
      // OFFSET has a rule of its own, which says the same.
      if (sortClause.length === 0 || limitCount === undefined || integerOf(limitCount) === 0 || limitOffset !== undefined) return;
      if (select.groupClause !== undefined || select.distinctClause !== undefined || select.larg !== undefined || select.limitOption === 'LIMIT_OPTION_WITH_TIES') return;
      const [source, more] = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
      const key = primaryKeyOf(source?.relation);
      const columns = sortClause.map((item) => ('SortBy' in item ? columnParts(item.SortBy.node)?.at(-1) : undefined));
      const known = columns.flatMap((column) => (source?.columns?.includes(column ?? '') === true && column !== undefined ? [column] : []));
      if (source?.relation === undefined || more !== undefined || key.length === 0 || known.length !== columns.length || isUniqueBy(source.relation, new Set(known))) return;
      const first = sortClause[0];
      const last = sortClause.at(-1);
      if (first === undefined || last === undefined || !('SortBy' in first) || !('SortBy' in last) || first.SortBy.node === undefined || last.SortBy.node === undefined) return;
      const span = spanFor(first.SortBy.node, context.statement);
      const written = key.filter((column) => !known.includes(column)).map(quoteIdentifier).join(', ');
      const limit = findKeywordHere(tokensOf(context.statement), span.start, 'limit') ?? findKeywordHere(tokensOf(context.statement), span.start, 'fetch');
      const end = limit === undefined ? undefined : context.statement.text.slice(0, limit.start).trimEnd().length;
      context.report({
        span,
        message: 'ties',
        data: { columns: known.map(quoteIdentifier).join(', '), key: written },
        fixes: end === undefined || end < span.end ? [] : [{ title: `Add ${written}`, kind: 'suggestion', edits: [{ start: end, end, text: `, ${written}` }] }],
      });
    },
  },
});
