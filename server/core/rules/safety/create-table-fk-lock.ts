import type { AlterTableStmt, Constraint, CreateStmt, RangeVar } from '@pgsql/types';
import { lockName } from '../../effects/describe';
import { createdForeignKeys, oldTargets, tableHead } from '../../sql/foreign-keys';
import { referenceOf } from '../../sql/names';
import type { Span } from '../../text/span';
import { defineRule, type Ancestor, type RuleContext } from '../rule';
import doc from './create-table-fk-lock.md';

interface Locking {
  readonly span: Span;
  readonly data: { readonly lock: string; readonly tables: string };
}

export const createTableFkLock = defineRule({
  id: 'create-table-fk-lock',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['strong_migrations', 'online_migrations', 'MigrationPilot'],
  doc,
  messages: {
    locks:
      'The foreign keys of this new table take {lock} on {tables}, which blocks writes there until the transaction ends. No row is read; end the transaction soon, and set a lock_timeout, so that nobody queues behind it for long.',
  },
  visit: {
    CreateStmt: noteKeys,
    AlterTableStmt: noteKeys,
  },
  end(context) {
    // Once: who sets a lock_timeout sets it for the file.
    const [first] = context.notes();
    if (first !== undefined) context.report(first.number, { ...(first.value as Locking), message: 'locks' });
  },
});

/** Keys of CREATE TABLE, and those that are added to a table which the migration has made. */
function noteKeys(node: CreateStmt | AlterTableStmt, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (!context.migration || node.relation === undefined || node.relation.relpersistence === 't' || ancestors.length > 0) return;
  const keys = 'cmds' in node ? addedKeys(node, node.relation, context) : createdForeignKeys(node as CreateStmt);
  if (keys.length === 0) return;
  const targets = oldTargets(keys, node.relation, context);
  // From three tables on, multiple-foreign-keys says it.
  if (targets.length === 0 || targets.length > 2) return;
  const mode = context.effects().locks.find(({ relation }) => targets.some(({ schema, name }) => schema === relation.schema && name === relation.name))?.mode;
  if (mode === undefined) return;
  context.note({ span: tableHead(context), data: { lock: lockName(mode), tables: targets.map((name) => context.display(name)).join(' and ') } } satisfies Locking);
}

function addedKeys({ cmds = [], objtype }: AlterTableStmt, relation: RangeVar, context: RuleContext): readonly Constraint[] {
  if (objtype !== 'OBJECT_TABLE' || !context.isNew(referenceOf(relation))) return [];
  return cmds.flatMap((command) => {
    const { def, subtype } = 'AlterTableCmd' in command ? command.AlterTableCmd : {};
    return subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def && def.Constraint.contype === 'CONSTR_FOREIGN' ? [def.Constraint] : [];
  });
}
