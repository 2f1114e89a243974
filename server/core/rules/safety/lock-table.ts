import { blockedBy, lockName } from '../../effects/describe';
import { enumerate } from '../../effects/locks-in-words';
import { lockModes } from '../../effects/lock-mode';
import { referenceOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './lock-table.md';

export const lockTable = defineRule({
  id: 'lock-table',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    blocks: 'LOCK TABLE takes {mode} on {tables} until the transaction ends, which {blocked}. Take the weakest mode that does, late in the transaction, or say NOWAIT so that nobody has to wait behind it.',
    outside: 'PostgreSQL rejects LOCK TABLE outside a transaction, where the lock would end with the statement. Put it between BEGIN and COMMIT together with what it is to protect.',
  },
  visit: {
    LockStmt(node, context) {
      const span = { start: 0, end: context.statement.text.length };
      if (context.transaction === 'outside') return context.report({ span, message: 'outside' });
      const mode = lockModes[(node.mode ?? 0) - 1];
      // Weaker ones let reads and writes go on; with NOWAIT nothing queues behind it.
      if (mode === undefined || node.nowait || lockModes.indexOf(mode) < lockModes.indexOf('ShareLock')) return;
      const names = (node.relations ?? []).flatMap((each) => ('RangeVar' in each ? [referenceOf(each.RangeVar)] : []));
      const old = names.filter((name) => name.schema !== 'pg_temp' && !context.isNew(name));
      if (old.length === 0) return;
      context.report({ span, message: 'blocks', data: { mode: lockName(mode), tables: enumerate(old.map((name) => context.display(name)), 3), blocked: blockedBy(mode).replace(';', ', while') } });
    },
  },
});
