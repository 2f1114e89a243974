import { lockName } from '../../effects/describe';
import { addedColumns } from '../../sql/added-column';
import { addedConstraints, alterCommands, type AddedConstraint } from '../../sql/alter-command';
import { namesOf, quoteIdentifier } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { buildFirst, buildsIndex, isRefusedByPartitions, keyMessage, partitionLock } from '../key-index';
import { defineRule, type Note, type Report, type RuleContext } from '../rule';
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
    newColumn:
      'Adding this UNIQUE constraint takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to build an index. {column} is added in this file: leave the constraint out here, build the index in a later migration that runs outside a transaction, with CREATE UNIQUE INDEX CONCURRENTLY, and make it the constraint then with ADD CONSTRAINT … UNIQUE USING INDEX.',
    partitioned:
      'Adding this UNIQUE constraint takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and {partitionLock} on every partition, and keeps them while each of the partitions is read to build an index. Add it to ONLY {table}; build the index of each partition with CONCURRENTLY, make it a constraint there, and attach it with ALTER INDEX … ATTACH PARTITION.',
  },
  visit: {
    AlterTableStmt(node, context) {
      const columns = addedColumns(node, context).map(({ alter, name }) => ({ name, key: `${keyOfName(context.catalog, alter.table)}.${name}` }));
      if (columns.length > 0) context.note({ adds: columns.map(({ key }) => key) } satisfies KeyNote);
      for (const added of addedConstraints(alterCommands(node, context))) {
        const { alter, constraint } = added;
        if (constraint.contype !== 'CONSTR_UNIQUE' || constraint.indexname !== undefined || !buildsIndex(alter, context) || isWrittenAnew(added, context)) continue;
        // PostgreSQL refuses it, which partition-key-in-unique says.
        if (isRefusedByPartitions(alter.relation, namesOf(constraint.keys))) continue;
        const message = keyMessage(alter, context);
        const keyed = namesOf(constraint.keys).map((name) => ({ name, key: `${keyOfName(context.catalog, alter.table)}.${name}` }));
        const report = { span: alter.span, message, data: { table: context.display(alter.table), partitionLock: lockName(partitionLock(alter, context)) }, fixes: buildFirst(added, context) };
        // Outside a transaction the index can be built between the two statements; where they are one it cannot.
        const beside = keyed.some(({ key }) => columns.some((column) => column.key === key));
        if (message === 'inTransaction' || (message === 'builds' && beside)) context.note({ keyed, report } satisfies KeyNote);
        else context.report(report);
      }
    },
  },
  end(context) {
    const added = new Set<string>();
    for (const { number, value } of context.notes() as readonly Note<KeyNote>[]) {
      if ('adds' in value) value.adds.forEach((key) => added.add(key));
      else {
        const column = value.keyed.find(({ key }) => added.has(key));
        context.report(number, column === undefined ? value.report : { ...value.report, message: 'newColumn', data: { ...value.report.data, column: quoteIdentifier(column.name) } });
      }
    }
  },
});

/** Columns by schema, table and name: those that a statement adds, and those of a key that cannot be built in the same transaction. */
type KeyNote = { readonly adds: readonly string[] } | { readonly keyed: readonly { readonly name: string; readonly key: string }[]; readonly report: Report };

/** Another part of the statement writes the table anew, which its own rule says; every index is built on the way. SET TABLESPACE only copies the file. */
function isWrittenAnew({ alter: { siblings } }: AddedConstraint, context: RuleContext): boolean {
  return context.effects().rewrites.length > 0 && siblings.every(({ subtype }) => subtype !== 'AT_SetTableSpace');
}
