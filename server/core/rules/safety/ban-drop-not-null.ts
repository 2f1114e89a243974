import { alterCommands } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './ban-drop-not-null.md';

export const banDropNotNull = defineRule({
  id: 'ban-drop-not-null',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  alike: { squawk: 'ban-drop-not-null', postgresLanguageServer: 'banDropNotNull' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgsafe', 'MigrationPilot', 'diesel-guard', 'pgrubic'],
  doc,
  messages: {
    nullable:
      'From now on {column} of {table} may be NULL, and every version of the application that reads it and does not expect that can fail. Deploy code that copes with NULL first; the lock, ACCESS EXCLUSIVE, lasts as long as the transaction, and to go back every row must be read.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const { command: { subtype, name }, relation, span, table } of alterCommands(node, context)) {
        if (subtype !== 'AT_DropNotNull' || name === undefined) continue;
        if (relation?.columns.find((column) => column.name === name)?.notNull === false) continue;
        context.report({ span, message: 'nullable', data: { column: quoteIdentifier(name), table: context.display(table) }, ...(context.direction === 'down' ? { severity: 'hint' as const } : {}) });
      }
    },
  },
});
