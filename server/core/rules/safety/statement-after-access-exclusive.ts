import { lockName } from '../../effects/describe';
import { firstSlowUnderLock, noteSteps, type LockStep } from '../lock-steps';
import { commitBefore, transactionsOf, type NotedTransaction } from '../../sql/transaction-notes';
import { defineRule, type FileContext } from '../rule';
import doc from './statement-after-access-exclusive.md';

export const statementAfterAccessExclusive = defineRule({
  id: 'statement-after-access-exclusive',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { postgresLanguageServer: 'runningStatementWhileHoldingAccessExclusive', eugene: 'E4' },
  peers: ['eugene', 'Postgres Language Server', 'pgfence', 'MigrationPilot'],
  doc,
  messages: {
    reads: 'While this reads {slow} from end to end, the transaction still holds {lock} on {table} from an earlier statement, and whoever needs that waits for both. Put this into a migration of its own.',
    changes: 'While this changes rows, the transaction still holds {lock} on {table} from an earlier statement, and whoever needs that waits until all rows are done. Put this into a migration of its own.',
  },
  visit: noteSteps(),
  end(context) {
    for (const transaction of transactionsOf<LockStep>(context.notes())) reportFirst(context, transaction);
  },
});

function reportFirst(context: FileContext, transaction: NotedTransaction<LockStep>): void {
  const found = firstSlowUnderLock(transaction.notes);
  if (found === undefined) return;
  const { note: { number, value: step }, lock } = found;
  const data = { slow: step.slow.join(', '), lock: lockName(lock.mode), table: lock.name };
  context.report(number, { span: step.span, message: step.kind === 'data' ? 'changes' : 'reads', data, fixes: commitBefore(context, number, transaction) });
}
