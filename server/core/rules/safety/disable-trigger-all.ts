import { alterCommands } from '../../sql/alter-command';
import { isWordConstant } from '../../sql/settings';
import { defineRule } from '../rule';
import doc from './disable-trigger-all.md';

export const disableTriggerAll = defineRule({
  id: 'disable-trigger-all',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['Postgres Language Server', 'pgfence', 'MigrationPilot'],
  doc,
  messages: {
    all: 'DISABLE TRIGGER ALL takes SHARE ROW EXCLUSIVE on {table}, needs a superuser, and switches off the foreign key checks too: rows that break them get in, and ENABLE does not look for them afterwards. Disable the one trigger that is in the way by its name.',
    user: 'DISABLE TRIGGER USER takes SHARE ROW EXCLUSIVE on {table} and switches off every trigger there, for all sessions once it is committed. Disable the one that is in the way by its name, and enable it in the same transaction.',
    replica: 'session_replication_role = replica switches off triggers and foreign key checks in this session: rows that break the keys get in, and nothing looks for them afterwards. Load the tables in the order of their keys, or drop the key and add it NOT VALID.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const { command, table, span } of alterCommands(node, context)) {
        const message = command.subtype === 'AT_DisableTrigAll' ? 'all' : command.subtype === 'AT_DisableTrigUser' ? 'user' : undefined;
        if (message !== undefined) context.report({ span, message, data: { table: context.display(table) } });
      }
    },
    VariableSetStmt(node, context) {
      if (node.name !== 'session_replication_role' || !isWordConstant(node.args?.[0], 'replica')) return;
      context.report({ span: { start: 0, end: context.statement.text.length }, message: 'replica' });
    },
  },
});
