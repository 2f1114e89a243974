import { lockName } from '../../effects/describe';
import { addedConstraints, alterCommands, type AddedConstraint } from '../../sql/alter-command';
import { buildFirst, buildsIndex, isRefusedByPartitions, keyMessage, partitionLock } from '../key-index';
import { namesOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './adding-primary-key.md';

export const addingPrimaryKey = defineRule({
  id: 'adding-primary-key',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'adding-serial-primary-key-field', postgresLanguageServer: 'addingPrimaryKeyConstraint', eugene: 'E7' },
  peers: ['Squawk', 'Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'diesel-guard'],
  doc,
  messages: {
    builds:
      'Adding this primary key takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to build an index, and to look for NULL where a column allows it. Make the columns NOT NULL without blocking, build the index with CREATE UNIQUE INDEX CONCURRENTLY, and make it the key with ADD CONSTRAINT … PRIMARY KEY USING INDEX.',
    inTransaction:
      'Adding this primary key takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to build an index, and to look for NULL where a column allows it. Build the index with CREATE UNIQUE INDEX CONCURRENTLY before, in a migration that runs outside a transaction, and make it the key with ADD CONSTRAINT … PRIMARY KEY USING INDEX here.',
    partitioned:
      'Adding this primary key takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and {partitionLock} on every partition, and keeps them while each of the partitions is read to build an index. Add it to ONLY {table}; build the index of each partition with CONCURRENTLY, make it the key there, and attach it with ALTER INDEX … ATTACH PARTITION.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedConstraints(alterCommands(node, context))) {
        const { alter, constraint } = added;
        if (constraint.contype !== 'CONSTR_PRIMARY' || constraint.indexname !== undefined || !buildsIndex(alter, context)) continue;
        // PostgreSQL refuses it, which partition-key-in-unique says.
        if (isRefusedByPartitions(alter.relation, namesOf(constraint.keys))) continue;
        context.report({
          span: alter.span, message: keyMessage(alter, context), data: { table: context.display(alter.table), partitionLock: lockName(partitionLock(alter, context)) },
          fixes: mayBeNull(added) ? [] : buildFirst(added, context),
        });
      }
    },
  },
});

/** An index does not spare the look for NULL: the columns come first, see primary-key-using-nullable-index. */
function mayBeNull({ alter: { relation }, constraint }: AddedConstraint): boolean {
  const keys = namesOf(constraint.keys);
  return relation?.columns.some(({ name, notNull }) => keys.includes(name) && !notNull) ?? false;
}
