import { addedConstraints, alterCommands } from '../../sql/alter-command';
import { buildsIndex } from '../key-index';
import { defineRule } from '../rule';
import doc from './adding-exclusion-constraint.md';

export const addingExclusionConstraint = defineRule({
  id: 'adding-exclusion-constraint',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  alike: { postgresLanguageServer: 'addingExclusionConstraint', strongMigrations: 'add_exclusion_constraint', eugene: 'E8' },
  peers: ['Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'diesel-guard'],
  doc,
  messages: {
    builds:
      'Adding this EXCLUDE constraint takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to build an index. It has no form that does not block, neither CONCURRENTLY nor NOT VALID: do it when nobody needs the table, or add it to a new table that is filled in batches.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const { alter, constraint } of addedConstraints(alterCommands(node, context))) {
        if (constraint.contype === 'CONSTR_EXCLUSION' && buildsIndex(alter, context)) context.report({ span: alter.span, message: 'builds', data: { table: context.display(alter.table) } });
      }
    },
  },
});
