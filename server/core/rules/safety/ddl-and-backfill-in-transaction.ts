import { lockName } from '../../effects/describe';
import { noteSteps, type LockStep, type StepLock } from '../lock-steps';
import { commitBefore, transactionsOf, type NotedTransaction } from '../../sql/transaction-notes';
import { defineRule, type FileContext } from '../rule';
import doc from './ddl-and-backfill-in-transaction.md';

export const ddlAndBackfillInTransaction = defineRule({
  id: 'ddl-and-backfill-in-transaction',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    backfill: 'This goes through the rows of {table} while the same transaction holds {lock} on it from an earlier statement: {blocked} wait until every row is done. Change the table in one migration, and the rows in a later one, in batches that each commit.',
  },
  visit: noteSteps(),
  end(context) {
    for (const transaction of transactionsOf<LockStep>(context.notes())) reportEach(context, transaction);
  },
});

function reportEach(context: FileContext, transaction: NotedTransaction<LockStep>): void {
  const held = new Map<string, StepLock>();
  const said = new Set<string>();
  for (const { number, value: step } of transaction.notes) {
    const touched = step.narrow ? undefined : step.touches.flatMap(({ key }) => held.get(key) ?? [])[0];
    if (touched !== undefined && !said.has(touched.key)) {
      said.add(touched.key);
      const blocked = touched.mode === 'AccessExclusiveLock' ? 'all others who read or write it' : 'all others who write to it';
      context.report(number, { span: step.span, message: 'backfill', data: { table: touched.name, lock: lockName(touched.mode), blocked }, fixes: commitBefore(context, number, transaction) });
    }
    for (const lock of step.locks) if (held.get(lock.key)?.mode !== 'AccessExclusiveLock') held.set(lock.key, lock);
  }
}
