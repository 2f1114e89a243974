import { lockName } from '../../effects/describe';
import { addedConstraints, alterCommands } from '../../sql/alter-command';
import { namesOf } from '../../sql/names';
import { buildFirst, buildsIndex, isRefusedByPartitions, keyMessage, partitionLock } from '../key-index';
import { defineRule } from '../rule';
import doc from './disallowed-unique-constraint.md';

export const disallowedUniqueConstraint = defineRule({
  id: 'disallowed-unique-constraint',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'disallowed-unique-constraint', postgresLanguageServer: 'disallowUniqueConstraint', strongMigrations: 'add_unique_constraint', eugene: 'E7' },
  peers: ['Squawk', 'Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'diesel-guard'],
  doc,
  messages: {
    builds:
      'Adding this UNIQUE constraint takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to build an index. Build the index with CREATE UNIQUE INDEX CONCURRENTLY first, and make it the constraint with ADD CONSTRAINT … UNIQUE USING INDEX.',
    inTransaction:
      'Adding this UNIQUE constraint takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to build an index. Build the index with CREATE UNIQUE INDEX CONCURRENTLY before, in a migration that runs outside a transaction, and make it the constraint with ADD CONSTRAINT … UNIQUE USING INDEX here.',
    partitioned:
      'Adding this UNIQUE constraint takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and {partitionLock} on every partition, and keeps them while each of the partitions is read to build an index. Add it to ONLY {table}; build the index of each partition with CONCURRENTLY, make it a constraint there, and attach it with ALTER INDEX … ATTACH PARTITION.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedConstraints(alterCommands(node, context))) {
        const { alter, constraint } = added;
        if (constraint.contype !== 'CONSTR_UNIQUE' || constraint.indexname !== undefined || !buildsIndex(alter, context)) continue;
        // PostgreSQL refuses it, which partition-key-in-unique says.
        if (isRefusedByPartitions(alter.relation, namesOf(constraint.keys))) continue;
        context.report({ span: alter.span, message: keyMessage(alter, context), data: { table: context.display(alter.table), partitionLock: lockName(partitionLock(alter, context)) }, fixes: buildFirst(added, context) });
      }
    },
  },
});
