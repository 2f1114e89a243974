import { lockName } from '../../effects/describe';
import type { LockMode } from '../../effects/lock-mode';
import { spanOf, strongLocks } from '../lock-steps';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './create-policy-lock.md';

interface Locked {
  readonly table: string;
  readonly mode: LockMode;
  readonly span: Span;
}

function note(context: RuleContext): void {
  const [lock] = context.migration ? strongLocks(context) : [];
  if (lock !== undefined) context.note({ table: lock.name, mode: lock.mode, span: spanOf(context) } satisfies Locked);
}

export const createPolicyLock = defineRule({
  id: 'create-policy-lock',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    locks: 'A change of policies takes {lock} on {table}: every read and write waits until the transaction ends, and the change itself waits behind every running query. Keep the transaction short, and set lock_timeout.',
  },
  visit: {
    CreatePolicyStmt: (_, context) => note(context),
    AlterPolicyStmt: (_, context) => note(context),
    DropStmt: (node, context) => void (node.removeType === 'OBJECT_POLICY' && note(context)),
  },
  end(context) {
    const [first] = context.notes();
    if (first === undefined) return;
    const { table, mode, span } = first.value as Locked;
    context.report(first.number, { span, message: 'locks', data: { table, lock: lockName(mode) } });
  },
});
