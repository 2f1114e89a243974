import { alterCommands } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './set-expression-rewrite.md';

export const setExpressionRewrite = defineRule({
  id: 'set-expression-rewrite',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    rewrites:
      'A new expression for the stored column {column} is computed for every row: it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew. Add another column for the new expression, kept up to date by a trigger and filled in batches, then switch.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const { command: { subtype, name = '' }, relation, span, table } of alterCommands(node, context)) {
        if (subtype !== 'AT_SetExpression') continue;
        const generated = relation?.columns.find((column) => column.name === name)?.generated;
        // Before 18 every generated column is stored.
        if (generated !== 'stored' && (generated !== undefined || context.pgVersion >= 18)) continue;
        if (relation !== undefined && context.effects().rewrites.length === 0 && context.effects().certainty === 'exact') continue;
        context.report({ span, message: 'rewrites', data: { column: quoteIdentifier(name), table: context.display(table) } });
      }
    },
  },
});
