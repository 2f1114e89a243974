import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { columnsIn } from '../../sql/column-mentions';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './ban-drop-column.md';

export const banDropColumn = defineRule({
  id: 'ban-drop-column',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  alike: { squawk: 'ban-drop-column', postgresLanguageServer: 'banDropColumn', strongMigrations: 'remove_column' },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    dataLoss:
      'Dropping {column} from {table} cannot be undone: the data is gone, and every running version of the application that still names the column fails at once. Deploy code that does not use it first. The ACCESS EXCLUSIVE lock, which blocks reads and writes, is brief: nothing is rewritten.',
    withDependants:
      'Dropping {column} from {table} cannot be undone: the data is gone, {dependants} silently with it, and every running version of the application that still names the column fails at once. Deploy code that does not use it first. The ACCESS EXCLUSIVE lock, which blocks reads and writes, is brief: nothing is rewritten.',
  },
  visit: {
    AlterTableStmt(node, context) {
      // What undoes a migration drops what that has added.
      if (context.direction === 'down') return;
      for (const alter of alterCommands(node, context)) {
        if (alter.command.subtype === 'AT_DropColumn' && alter.command.name !== undefined) report(alter, alter.command.name, context);
      }
    },
  },
});

function report(alter: AlterCommand, column: string, context: RuleContext): void {
  const { relation, command } = alter;
  if (command.missing_ok && relation?.columnsKnown === true && !relation.columns.some(({ name }) => name === column)) return;
  const dependants = dependantsOf(alter, column);
  context.report({
    span: alter.span,
    message: dependants.length > 0 ? 'withDependants' : 'dataLoss',
    data: { table: context.display(alter.table), column: quoteIdentifier(column), dependants: enumerate(dependants) },
  });
}

/** What PostgreSQL drops along with the column without being asked (`findDependentObjects`): indexes and constraints that use it, also those over several columns. */
function dependantsOf({ relation }: AlterCommand, column: string): readonly string[] {
  if (relation === undefined) return [];
  const indexes = relation.indexes
    .filter((index) => index.constraint === undefined && (index.columns.includes(column) || columnsIn(index.where).includes(column)))
    .map(({ name }) => `the index ${quoteIdentifier(name)}`);
  const constraints = relation.constraints
    .filter((constraint) => {
      if (constraint.kind === 'check') return columnsIn(constraint.expression).includes(column);
      return constraint.kind !== 'exclusion' && constraint.kind !== 'not-null' && constraint.columns.includes(column);
    })
    .map(({ name }) => `the constraint ${quoteIdentifier(name)}`);
  return [...indexes, ...constraints];
}

function enumerate(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
