import { enumerate } from '../../effects/locks-in-words';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { columnsIn } from '../../sql/column-mentions';
import { quoteIdentifier } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineOptions, ignoredTables, isListed } from '../options';
import { defineRule, type Note, type Report, type RuleContext } from '../rule';
import doc from './ban-drop-column.md';

const options = defineOptions({
  ignoreTables: ignoredTables(),
});

export const banDropColumn = defineRule({
  id: 'ban-drop-column',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  options,
  alike: { squawk: 'ban-drop-column', postgresLanguageServer: 'banDropColumn', strongMigrations: 'remove_column' },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    dataLoss:
      'Dropping {column} from {table} takes its values away for good, where they were not copied before, and every running version of the application that still names the column fails at once. Deploy code that does not use it first. Nothing is rewritten, so the ACCESS EXCLUSIVE lock, which blocks reads and writes, lasts only as long as the transaction.',
    withDependants:
      'Dropping {column} from {table} takes its values away for good, where they were not copied before, and {dependants} silently with it; every running version of the application that still names the column fails at once. Deploy code that does not use it first. Nothing is rewritten, so the ACCESS EXCLUSIVE lock, which blocks reads and writes, lasts only as long as the transaction.',
  },
  visit: {
    AlterTableStmt(node, context) {
      // What undoes a migration drops what that has added.
      if (context.direction === 'down') return;
      const commands = alterCommands(node, context);
      const replacesKey = commands.some(({ command: { subtype, def } }) => subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def && def.Constraint.contype === 'CONSTR_PRIMARY');
      for (const alter of commands) {
        const { subtype, name, def } = alter.command;
        const added = subtype === 'AT_AddColumn' && def !== undefined && 'ColumnDef' in def ? def.ColumnDef.colname : undefined;
        if (added !== undefined) context.note({ adds: keyOf(alter, added, context) } satisfies ColumnNote);
        const report = subtype === 'AT_DropColumn' && name !== undefined ? reportOf(alter, name, { context, replacesKey }) : undefined;
        if (name !== undefined && report !== undefined) context.note({ drops: keyOf(alter, name, context), report } satisfies ColumnNote);
      }
    },
  },
  end(context) {
    const added = new Set<string>();
    for (const { number, value, unit } of context.notes() as readonly Note<ColumnNote>[]) {
      if ('adds' in value) added.add(`${unit} ${value.adds}`);
      else if (!added.has(`${unit} ${value.drops}`)) context.report(number, value.report);
    }
  },
});

/** A column that a statement adds, or one that it drops, which counts unless the same migration has added it. */
type ColumnNote = { readonly adds: string } | { readonly drops: string; readonly report: Report };

function keyOf({ table }: AlterCommand, column: string, context: RuleContext): string {
  return `${keyOfName(context.catalog, table)}.${column}`;
}

function reportOf(alter: AlterCommand, column: string, { context, replacesKey }: { readonly context: RuleContext; readonly replacesKey: boolean }): Report | undefined {
  const { relation, command, table } = alter;
  if (isListed(context.options(options).ignoreTables, table, context.catalog)) return undefined;
  if (command.missing_ok && relation?.columnsKnown === true && !relation.columns.some(({ name }) => name === column)) return undefined;
  const dependants = dependantsOf(alter, column, replacesKey);
  return {
    span: alter.span,
    message: dependants.length > 0 ? 'withDependants' : 'dataLoss',
    data: { table: context.display(table), column: quoteIdentifier(column), dependants: enumerate(dependants) },
  };
}

/** What PostgreSQL drops along with the column without being asked (`findDependentObjects`): indexes and constraints that use it, also those over several columns. */
function dependantsOf({ relation }: AlterCommand, column: string, replacesKey: boolean): readonly string[] {
  if (relation === undefined) return [];
  const indexes = relation.indexes
    .filter((index) => index.constraint === undefined && (index.columns.includes(column) || [index.where, ...index.elements.map(({ expr }) => expr)].some((node) => columnsIn(node).includes(column))))
    .map(({ name }) => `the index ${quoteIdentifier(name)}`);
  const constraints = relation.constraints
    .filter((constraint) => {
      // The same statement makes a new one.
      if (constraint.kind === 'primary' && replacesKey) return false;
      if (constraint.kind === 'check') return columnsIn(constraint.expression).includes(column);
      return constraint.kind !== 'exclusion' && constraint.kind !== 'not-null' && constraint.columns.includes(column);
    })
    .map(({ name }) => `the constraint ${quoteIdentifier(name)}`);
  return [...indexes, ...constraints];
}
