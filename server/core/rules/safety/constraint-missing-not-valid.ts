import type { Constraint } from '@pgsql/types';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { columnsIn } from '../../sql/column-mentions';
import { namesOf } from '../../sql/names';
import { findNotNullProof } from '../../sql/not-null-proof';
import { notValidFix, type DefaultName } from '../../sql/not-valid';
import { defineRule, type RuleContext } from '../rule';
import doc from './constraint-missing-not-valid.md';

export const constraintMissingNotValid = defineRule({
  id: 'constraint-missing-not-valid',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  alike: {
    squawk: 'constraint-missing-not-valid', postgresLanguageServer: 'constraintMissingNotValid',
    strongMigrations: 'add_check_constraint', eugene: 'E1',
  },
  peers: [
    'Squawk', 'Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot',
    'pgsafe', 'pgrubic', 'eslint-plugin-postgresql', 'Atlas', 'Bytebase', 'diesel-guard',
  ],
  doc,
  messages: {
    check:
      'Adding this CHECK takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to test every row. Add it NOT VALID, and validate it in a later transaction: that lets reads and writes go on.',
    notNull:
      'Adding this NOT NULL takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to look for NULL. Add it NOT VALID, and validate it in a later transaction: that lets reads and writes go on.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) {
        const { def } = alter.command;
        if (alter.command.subtype !== 'AT_AddConstraint' || def === undefined || !('Constraint' in def)) continue;
        const constraint = def.Constraint;
        if (constraint.skip_validation || !readsTable(alter, constraint, context)) continue;
        context.report({
          span: alter.span,
          message: constraint.contype === 'CONSTR_CHECK' ? 'check' : 'notNull',
          data: { table: context.display(alter.table) },
          fixes: [notValidFix(alter, constraint, defaultName(alter.table.name, constraint), context)].flatMap((fix) => fix ?? []),
        });
      }
    },
  },
});

/** A not-null constraint can be added by name since PostgreSQL 18, and needs no look at the rows where something proves it. */
function readsTable({ relation, siblings }: AlterCommand, constraint: Constraint, context: RuleContext): boolean {
  if (constraint.contype === 'CONSTR_CHECK') return true;
  const [column] = namesOf(constraint.keys);
  if (constraint.contype !== 'CONSTR_NOTNULL' || column === undefined || context.pgVersion < 18) return false;
  if (relation === undefined) return true;
  const dropped = siblings.flatMap((sibling) => (sibling.subtype === 'AT_DropConstraint' && sibling.name !== undefined ? [sibling.name] : []));
  const known = relation.columns.find(({ name }) => name === column)?.notNull === true;
  return !known && findNotNullProof(relation, column, dropped) === undefined;
}

function defaultName(table: string, constraint: Constraint): DefaultName {
  if (constraint.contype === 'CONSTR_NOTNULL') return { parts: [table, ...namesOf(constraint.keys)], label: 'not_null' };
  const columns = columnsIn(constraint.raw_expr);
  return { parts: columns.length === 1 ? [table, ...columns] : [table], label: 'check' };
}
