import { addSequence } from '../../sql/added-column-fixes';
import { addedColumns, isSerial, mayRewrite } from '../../sql/added-column';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './adding-serial-column.md';

export const addingSerialColumn = defineRule({
  id: 'adding-serial-column',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { eugene: 'E11', strongMigrations: 'add_column_auto_increment' },
  peers: ['Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'diesel-guard', 'pgrubic'],
  doc,
  messages: {
    rewrites:
      'Adding {column} as {type} numbers every row that is there: it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew. Add a plain column with a sequence as its default, number the old rows in batches, then make it NOT NULL.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedColumns(node, context)) {
        if (!isSerial(added.type) || !mayRewrite(added, context)) continue;
        context.report({
          span: added.alter.span,
          message: 'rewrites',
          data: { column: quoteIdentifier(added.name), type: added.type?.name ?? '', table: context.display(added.alter.table) },
          fixes: [addSequence(added, context)].flatMap((fix) => fix ?? []),
        });
      }
    },
  },
});
