import { lockName } from '../../effects/describe';
import { createdForeignKeys, oldTargets, tableHead } from '../../sql/foreign-keys';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';
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
      'The foreign keys of this new table take {lock} on {tables}, which blocks writes there until the transaction ends. No row is read, so that is brief once it is granted; end the transaction soon, and set a lock_timeout, so that nobody queues behind it for long.',
  },
  visit: {
    CreateStmt(node, context, ancestors) {
      if (!context.migration || node.relation?.relpersistence === 't' || ancestors.length > 0) return;
      const keys = createdForeignKeys(node);
      if (keys.length === 0) return;
      const targets = oldTargets(keys, node.relation, context);
      // From three tables on, multiple-foreign-keys says it.
      if (targets.length === 0 || targets.length > 2) return;
      const mode = context.effects().locks.find(({ relation }) => targets.some(({ schema, name }) => schema === relation.schema && name === relation.name))?.mode;
      if (mode === undefined) return;
      context.note({ span: tableHead(context), data: { lock: lockName(mode), tables: targets.map((name) => context.display(name)).join(' and ') } } satisfies Locking);
    },
  },
  end(context) {
    // Once: who sets a lock_timeout sets it for the file.
    const [first] = context.notes();
    if (first !== undefined) context.report(first.number, { ...(first.value as Locking), message: 'locks' });
  },
});
