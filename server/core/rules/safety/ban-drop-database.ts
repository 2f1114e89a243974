import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './ban-drop-database.md';

export const banDropDatabase = defineRule({
  id: 'ban-drop-database',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  alike: { squawk: 'ban-drop-database', postgresLanguageServer: 'banDropDatabase' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgsafe', 'MigrationPilot', 'diesel-guard', 'pgrubic', 'Atlas'],
  doc,
  messages: {
    dataLoss: 'DROP DATABASE removes {database} with everything in it, for good and at once. It does not belong in a file that tools run by themselves: leave it to a person at the console.',
  },
  visit: {
    DropdbStmt(node, context) {
      context.report({ span: { start: 0, end: context.statement.text.length }, message: 'dataLoss', data: { database: quoteIdentifier(node.dbname ?? '') } });
    },
  },
});
