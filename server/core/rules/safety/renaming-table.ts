import type { Relation } from '../../catalog/model';
import { appendStatements } from '../../sql/alter-command';
import { mayExist } from '../../sql/may-exist';
import { formatName, quoteIdentifier, referenceOf } from '../../sql/names';
import { keyOfName, namesTaken, reportNamesLeft, type NameNote } from '../../sql/names-left';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './renaming-table.md';

export const renamingTable = defineRule({
  id: 'renaming-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'renaming-table', postgresLanguageServer: 'renamingTable', strongMigrations: 'rename_table' },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    breaks:
      'As soon as {table} is called {name}, every running version of the application that still uses the old name fails. Create a view with the old name in the same transaction, and drop it when nothing uses it any more. The ACCESS EXCLUSIVE lock lasts as long as the transaction.',
    reshaped:
      'As soon as {table} is called {name}, every running version of the application that still uses the old name fails. A view with the old name cannot bridge that here: a later statement of this file drops a column of the table or changes its type, which PostgreSQL refuses while a view reads the column. Leave that statement for a migration of its own. The ACCESS EXCLUSIVE lock lasts as long as the transaction.',
  },
  visit: {
    ...namesTaken,
    AlterTableStmt(node, context) {
      const reshapes = (node.cmds ?? []).some((command) => 'AlterTableCmd' in command && (command.AlterTableCmd.subtype === 'AT_DropColumn' || command.AlterTableCmd.subtype === 'AT_AlterColumnType'));
      if (reshapes && node.objtype === 'OBJECT_TABLE' && node.relation !== undefined) context.note({ reshapes: keyOfName(context.catalog, referenceOf(node.relation)) } satisfies NameNote);
    },
    RenameStmt(node, context) {
      if (node.renameType !== 'OBJECT_TABLE' || node.relation === undefined || node.newname === undefined || node.newname === node.relation.relname) return;
      const table = referenceOf(node.relation);
      const relation = context.relation(table);
      const { schema } = context.catalog.resolve(table);
      context.note({ takes: `${schema}.${node.newname}` } satisfies NameNote);
      if (context.direction === 'down' || context.isNew(table) || table.schema === 'pg_temp' || (relation === undefined && !mayExist(node.missing_ok, context))) return;
      // ALTER TABLE also renames views and indexes, and nobody asks for a partition by its name.
      if (relation === undefined ? context.catalog.index(table) !== undefined : relation.kind !== 'table' && relation.kind !== 'partitioned') return;
      const report = {
        span: { start: 0, end: context.statement.text.length }, message: 'breaks', data: { table: context.display(table), name: quoteIdentifier(node.newname) },
        fixes: relation === undefined ? [] : compatibilityView(relation, node.newname, context),
      };
      const reshaped = { key: `${schema}.${node.newname}`, report: { ...report, message: 'reshaped', fixes: [] } };
      context.note({ leaves: keyOfName(context.catalog, table), report, reshaped } satisfies NameNote);
    },
  },
  end: reportNamesLeft,
});

/** A view with the old name over the same columns; a simple view takes INSERT, UPDATE and DELETE too. */
function compatibilityView(relation: Relation, newName: string, context: RuleContext): readonly FixDraft[] {
  if (!relation.columnsKnown || relation.columns.length === 0 || context.transaction === 'outside' || context.statement.placeholders.length > 0) return [];
  const [from, to] = [formatName(relation), formatName({ schema: relation.schema, name: newName })];
  const view = `CREATE VIEW ${from} WITH (security_invoker = true) AS SELECT ${relation.columns.map(({ name }) => quoteIdentifier(name)).join(', ')} FROM ${to}`;
  const text = context.pgVersion >= 15 ? view : view.replace(' WITH (security_invoker = true)', '');
  return [{ title: 'Create a view with the old name (in the same transaction)', kind: 'suggestion', edits: [appendStatements(context, [text])] }];
}
