import { alterCommands } from '../../sql/alter-command';
import { referenceOf } from '../../sql/names';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';
import doc from './rls-enabled-without-policy.md';

interface Enabled {
  readonly table: { readonly schema: string; readonly name: string };
  readonly span: Span;
}

export const rlsEnabledWithoutPolicy = defineRule({
  id: 'rls-enabled-without-policy',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot', 'splinter'],
  doc,
  messages: {
    hides: 'Row level security is switched on for {table} and no policy lets anybody in: everyone but the owner sees no rows and cannot insert any, without an error on reading. Create the policies in the same transaction.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (node.relation === undefined || context.direction === 'down' || !context.migration) return;
      const table = context.catalog.resolve(referenceOf(node.relation));
      const index = (node.cmds ?? []).findIndex((command) => 'AlterTableCmd' in command && command.AlterTableCmd.subtype === 'AT_EnableRowSecurity');
      if (index < 0) return;
      const span = alterCommands(node, context)[index]?.span ?? { start: 0, end: context.statement.text.length };
      context.note({ table, span } satisfies Enabled);
    },
  },
  end(context) {
    for (const note of context.notes()) {
      const { table, span } = note.value as Enabled;
      const [now, later] = [context.catalogAfter.relation(table), context.catalogAtEnd.relation(table)];
      // A table that the history did not make may have policies that it did not make either.
      if (now === undefined || now.assumed || !now.rowSecurity.enabled || now.policies.length > 0 || later?.policies.length !== 0) continue;
      context.report(note.number, { span, message: 'hides', data: { table: context.display(table) } });
    }
  },
});
