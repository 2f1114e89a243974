import { addSequence } from '../../sql/added-column-fixes';
import { addedColumns, mayRewrite } from '../../sql/added-column';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './adding-identity-column.md';

export const addingIdentityColumn = defineRule({
  id: 'adding-identity-column',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { strongMigrations: 'add_column_auto_increment' },
  peers: ['pgrubic', 'pgsafe', 'diesel-guard', 'strong_migrations'],
  doc,
  messages: {
    rewrites:
      'Adding {column} as an identity column numbers every row that is there: it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew. Add a plain column with a sequence as its default, number the old rows in batches, make it NOT NULL, and turn it into an identity column then.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedColumns(node, context)) {
        if (!added.clauses.some(({ kind }) => kind === 'CONSTR_IDENTITY') || !mayRewrite(added, context)) continue;
        context.report({
          span: added.alter.span,
          message: 'rewrites',
          data: { column: quoteIdentifier(added.name), table: context.display(added.alter.table) },
          fixes: [addSequence(added, context)].flatMap((fix) => fix ?? []),
        });
      }
    },
  },
});
