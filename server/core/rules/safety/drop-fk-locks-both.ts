import type { QualifiedName } from '../../catalog/model';
import { lockName } from '../../effects/describe';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { formatName, quoteIdentifier } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './drop-fk-locks-both.md';

export const dropFkLocksBoth = defineRule({
  id: 'drop-fk-locks-both',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    constraint:
      'Dropping the foreign key {constraint} takes ACCESS EXCLUSIVE not only on {table} but also on {others}, which blocks reads and writes of both. It reads no rows, but it waits for everybody who uses them, and all others queue behind it until the transaction ends: do it in a short transaction with a lock_timeout, one foreign key at a time.',
    table:
      'Dropping {table} drops its foreign keys, which takes ACCESS EXCLUSIVE on {others} too and blocks reads and writes there. It reads no rows, but it waits for everybody who uses them, and all others queue behind it until the transaction ends: do it in a short transaction with a lock_timeout.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const alter of alterCommands(node, context)) if (alter.command.subtype === 'AT_DropConstraint') reportKey(alter, context);
    },
    DropStmt(node, context) {
      if (node.removeType !== 'OBJECT_TABLE') return;
      const { drops } = context.effects();
      const others = lockedOld(context).filter((name) => !drops.some((dropped) => isSame(dropped, name)));
      const old = drops.filter((dropped) => !context.isNew(dropped) && context.relation(dropped)?.kind !== undefined);
      if (others.length === 0 || old.length === 0) return;
      // CASCADE drops the foreign keys of others, which locks those: not what this is about.
      const referenced = new Set(old.flatMap((name) => context.relation(name)?.constraints ?? []).flatMap((own) => (own.kind === 'foreign' ? [formatName(own.references)] : [])));
      const locked = others.filter((name) => referenced.has(formatName(name)));
      if (locked.length === 0) return;
      context.report({
        span: { start: 0, end: context.statement.text.length },
        message: 'table',
        ...calm(context),
        data: { table: old.filter((name) => context.relation(name)?.kind !== 'sequence').map((name) => context.display(name)).join(', '), others: list(locked, context) },
      });
    },
  },
});

function reportKey({ command, relation, table, span }: AlterCommand, context: RuleContext): void {
  const constraint = relation?.constraints.find((own) => own.kind === 'foreign' && own.name === command.name);
  if (relation === undefined || constraint?.kind !== 'foreign') return;
  const others = lockedOld(context).filter((name) => isSame(name, constraint.references) && !isSame(name, relation));
  if (others.length === 0) return;
  context.report({ span, message: 'constraint', ...calm(context), data: { constraint: quoteIdentifier(constraint.name), table: context.display(table), others: list(others, context) } });
}

/** What undoes a migration is run by hand, if ever. */
function calm({ direction }: RuleContext): { readonly severity?: 'info' } {
  return direction === 'down' ? { severity: 'info' } : {};
}

/** What is locked with ACCESS EXCLUSIVE and was there before the migration. */
function lockedOld(context: RuleContext): readonly QualifiedName[] {
  return context.effects().locks.flatMap(({ relation, mode }) => (lockName(mode) === 'ACCESS EXCLUSIVE' && !context.isNew(relation) ? [relation] : []));
}

function list(names: readonly QualifiedName[], context: RuleContext): string {
  return names.map((name) => context.display(name)).join(', ');
}

function isSame(one: QualifiedName, other: QualifiedName): boolean {
  return one.schema === other.schema && one.name === other.name;
}
