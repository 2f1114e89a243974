import { lockName } from '../../effects/describe';
import { strongerMode } from '../../effects/lock-mode';
import { noteSteps, type LockStep, type StepLock } from '../lock-steps';
import { transactionsOf, type NotedTransaction } from '../../sql/transaction-notes';
import { defineRule, type FileContext } from '../rule';
import doc from './statement-after-access-exclusive.md';

export const statementAfterAccessExclusive = defineRule({
  id: 'statement-after-access-exclusive',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
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

function reportFirst(context: FileContext, { notes }: NotedTransaction<LockStep>): void {
  const held = new Map<string, StepLock>();
  for (const { number, value: step } of notes) {
    const lock = [...held.values()].find((each) => waitsLonger(step, each, held));
    if (lock !== undefined) {
      const data = { slow: step.slow.join(', '), lock: lockName(lock.mode), table: lock.name };
      return context.report(number, { span: step.span, message: step.kind === 'data' ? 'changes' : 'reads', data });
    }
    for (const each of step.locks) {
      const known = held.get(each.key);
      held.set(each.key, known === undefined ? each : { ...each, mode: strongerMode(known.mode, each.mode) });
    }
  }
}

/** Whether a lock that is held makes others wait for this statement, who would not wait for the statement itself. */
function waitsLonger(step: LockStep, lock: StepLock, held: ReadonlyMap<string, StepLock>): boolean {
  // On the same table it is a backfill under the lock, which has a rule of its own; so has VALIDATE of what was just added.
  if (step.kind === 'data') return !step.narrow && !step.touches.some(({ key }) => held.has(key));
  if (step.slow.length === 0 || (step.special === 'validates' && step.slow.includes(lock.name))) return false;
  const own = step.locks.find(({ key }) => key === lock.key);
  return own === undefined || (own.mode !== lock.mode && strongerMode(own.mode, lock.mode) === lock.mode);
}
