import type { Node, SelectStmt } from '@pgsql/types';
import { columnReferences, isSameExpression, targetValues } from '../../sql/expression';
import { extentOf, spanFor } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { primaryKeyOf, scopeOf, sourcesOf } from '../sources';
import { defineRule, type Ancestor, type FixDraft, type RuleContext } from '../rule';
import doc from './distinct-on-without-order-by.md';

export const distinctOnWithoutOrderBy = defineRule({
  id: 'distinct-on-without-order-by',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['eslint-plugin-postgresql', 'pgvet'],
  doc,
  messages: {
    unordered: 'DISTINCT ON keeps the first row of each group, and without ORDER BY any row can come first. Order by {keys} and then by what makes a row the one to keep.',
    onlyKeys: 'DISTINCT ON keeps the first row of each group, and ORDER BY has nothing behind {keys} that says which comes first. Add what makes a row the one to keep.',
  },
  visit: {
    SelectStmt(select, context, ancestors) {
      const keys = (select.distinctClause ?? []).filter((key) => Object.keys(key).length > 0);
      const [first] = keys;
      const sorted = select.sortClause?.length ?? 0;
      if (first === undefined || sorted > keys.length) return;
      // Where only the keys are selected, it does not matter which row is kept.
      if (targetValues(select).every((value) => keys.some((key) => isSameExpression(key, value)) || isConstant(value))) return;
      const texts = keys.map((key) => plainText(key, context) ?? '…');
      context.report({
        span: spanFor(first, context.statement),
        message: sorted === 0 ? 'unordered' : 'onlyKeys',
        data: { keys: texts.join(', ') },
        fixes: sorted === 0 && !texts.includes('…') ? orderAtEnd(select, texts, { context, ancestors }) : [],
      });
    },
  },
});

function plainText(key: Node, { statement }: RuleContext): string | undefined {
  const span = extentOf(key, statement);
  return span === undefined ? undefined : statement.text.slice(span.start, span.end);
}

function isConstant(value: Node): boolean {
  return !('ColumnRef' in value) && columnReferences(value).length === 0 && !('SubLink' in value);
}

/** Where the query is the whole statement and ends with its FROM or WHERE. */
function orderAtEnd(select: SelectStmt, keys: readonly string[], { context, ancestors }: { context: RuleContext; ancestors: readonly Ancestor[] }): readonly FixDraft[] {
  const [source, more] = sourcesOf(select.fromClause, scopeOf(context.catalog, ancestors, select.withClause));
  const primary = primaryKeyOf(source?.relation);
  const later = [select.limitCount, select.limitOffset, select.lockingClause];
  if (primary.length === 0 || more !== undefined || ancestors.length > 0 || later.some((part) => part !== undefined)) return [];
  const { text } = context.statement;
  const order = [...keys, ...primary.map(quoteIdentifier)].join(', ');
  return [{ title: 'Order by the keys and then by the primary key', kind: 'suggestion', edits: [{ start: text.length, end: text.length, text: ` ORDER BY ${order}` }] }];
}
