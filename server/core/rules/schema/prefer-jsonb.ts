import { columnsIn } from '../../sql/column-mentions';
import { eachNewColumn, inCaseOf, isBuiltIn, retype, type NewColumn } from '../../sql/new-columns';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './prefer-jsonb.md';

export const preferJsonb = defineRule({
  id: 'prefer-jsonb',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { postgresLanguageServer: 'preferJsonb', strongMigrations: 'add_column_json', eugene: 'E3' },
  peers: ['Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'eslint-plugin-postgresql', 'diesel-guard', 'pg-index-health'],
  doc,
  messages: {
    noEquality:
      'json has no equality operator: DISTINCT, GROUP BY and UNION over {column} fail, no index helps a search in it, and the text is parsed again at every access. Use jsonb.',
  },
  visit: eachNewColumn((column, context) => {
    if (!isBuiltIn(column, 'json')) return;
    const written = context.statement.text.slice(column.baseSpan.start, column.baseSpan.end);
    context.report({
      span: column.typeSpan,
      message: 'noEquality',
      data: { column: quoteIdentifier(column.name) },
      fixes: [{ title: 'Use jsonb', kind: isUsedInExpression(column) ? 'suggestion' : 'safe', edits: [retype(column, context, inCaseOf(written, 'jsonb'))] }],
    });
  }),
});

/** An expression of the same table may call a function that takes only json. */
function isUsedInExpression({ name, tableConstraints }: NewColumn): boolean {
  return tableConstraints.some(({ node }) => columnsIn(node.raw_expr).includes(name));
}
