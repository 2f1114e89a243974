import type { Constraint } from '@pgsql/types';
import type { QualifiedName } from '../../catalog/model';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { namesOf, referenceOf } from '../../sql/names';
import { notValidFix } from '../../sql/not-valid';
import { defineRule, type RuleContext } from '../rule';
import doc from './adding-foreign-key-constraint.md';

export const addingForeignKeyConstraint = defineRule({
  id: 'adding-foreign-key-constraint',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  alike: {
    squawk: 'adding-foreign-key-constraint', postgresLanguageServer: 'addingForeignKeyConstraint',
    strongMigrations: 'add_foreign_key', eugene: 'E1', sqlfluff: 'PG02',
  },
  peers: [
    'Squawk', 'Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe',
    'pgrubic', 'eslint-plugin-postgresql', 'SQLFluff', 'Atlas', 'Bytebase', 'diesel-guard',
  ],
  doc,
  messages: {
    blocksWrites:
      'Adding this foreign key takes SHARE ROW EXCLUSIVE on {tables}, which blocks writes there, and keeps it while every row of {table} is looked up in {referenced}. Add it NOT VALID, and validate it in a later transaction: that blocks nobody.',
    partitioned:
      'Adding this foreign key takes SHARE ROW EXCLUSIVE on {tables} and the partitions, which blocks writes there, and keeps it while every row of {table} is looked up in {referenced}. {table} is partitioned, and before PostgreSQL 18 such a table takes no NOT VALID foreign key: add it NOT VALID to each partition, validate it there, then add it here.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) {
        const { def } = alter.command;
        if (alter.command.subtype !== 'AT_AddConstraint' || def === undefined || !('Constraint' in def)) continue;
        // skip_validation is set by NOT VALID and by NOT ENFORCED; neither looks at the rows.
        if (def.Constraint.contype !== 'CONSTR_FOREIGN' || def.Constraint.skip_validation) continue;
        if (!adoptsKeys(alter, def.Constraint, context)) report(alter, def.Constraint, context);
      }
    },
  },
});

/** The partitions have the key already, valid: the parent adopts theirs and reads nothing. Their partitions in turn are part of it. */
function adoptsKeys({ relation }: AlterCommand, constraint: Constraint, context: RuleContext): boolean {
  if (relation?.kind !== 'partitioned' || constraint.pktable === undefined) return false;
  const columns = namesOf(constraint.fk_attrs).join();
  const target = context.catalog.resolve(referenceOf(constraint.pktable));
  const partitions = context.catalog.children(relation);
  return partitions.length > 0 && partitions.every((partition) => partition.constraints.some((own) =>
    own.kind === 'foreign' && own.validated && own.columns.join() === columns && isSame(own.references, target)));
}

function isSame(one: QualifiedName, other: QualifiedName): boolean {
  return one.schema === other.schema && one.name === other.name;
}

function report(alter: AlterCommand, constraint: Constraint, context: RuleContext): void {
  const table = context.display(alter.table);
  const target = constraint.pktable === undefined ? alter.table : referenceOf(constraint.pktable);
  const referenced = context.display(target);
  const locked = referenced === table || context.isNew(target) ? table : `${table} and ${referenced}`;
  const partitioned = alter.relation?.kind === 'partitioned' && context.pgVersion < 18;
  context.report({
    span: alter.span,
    message: partitioned ? 'partitioned' : 'blocksWrites',
    data: { table, referenced: referenced === table ? 'it' : referenced, tables: locked },
    fixes: partitioned ? [] : [notValidFix(alter, constraint, { parts: [alter.table.name, ...namesOf(constraint.fk_attrs)], label: 'fkey' }, context)].flatMap((fix) => fix ?? []),
  });
}
