import { firstSlowUnderLock, noteSteps, type LockStep } from '../lock-steps';
import { commitBefore, transactionsOf, type NotedTransaction } from '../../sql/transaction-notes';
import { defineOptions, wholeNumber } from '../options';
import { defineRule, type FileContext } from '../rule';
import doc from './multi-table-ddl-transaction.md';

const options = defineOptions({
  maximum: wholeNumber(1, { least: 1, most: 100 }, 'The most tables that a transaction may lock so.'),
});

export const multiTableDdlTransaction = defineRule({
  id: 'multi-table-ddl-transaction',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  options,
  peers: ['Postgres Language Server', 'pgfence', 'MigrationPilot', 'online_migrations'],
  doc,
  messages: {
    several: 'From here on the transaction holds locks that block writes on more than one table ({tables}) until it commits: while it waits for one, the others are closed, and a session that needs them in another order deadlocks with it. Change one table in each migration.',
  },
  visit: noteSteps(),
  end(context) {
    for (const transaction of transactionsOf<LockStep>(context.notes())) reportSecond(context, transaction);
  },
});

/** Where a statement locks a table that no statement before it has locked. What one statement locks by itself is for the rules about that statement. */
function reportSecond(context: FileContext, transaction: NotedTransaction<LockStep>): void {
  const { notes } = transaction;
  const steps = notes.filter(({ value }) => value.kind === 'definition' && value.locks.length > 0 && value.special !== 'validates');
  // Several foreign keys are looked at by a rule of their own.
  if (steps.every(({ value }) => value.special === 'foreign-keys')) return;
  // That the locks are held for long is told there.
  if (firstSlowUnderLock(notes) !== undefined) return;
  const isBrief = steps.every(({ value }) => value.slow.length === 0);
  const { maximum } = context.options(options);
  const held = new Map<string, string>();
  for (const [place, { number, value: step }] of steps.entries()) {
    const more = step.locks.some(({ key }) => !held.has(key));
    const before = held.size;
    for (const { key, name } of step.locks) held.set(key, name);
    if (!more || before === 0 || held.size <= maximum) continue;
    const all = [...new Map(steps.flatMap(({ value }) => value.locks.map(({ key, name }) => [key, name] as const))).values()];
    const tables = all.length > 4 ? `${all.slice(0, 4).join(', ')} and ${all.length - 4} more` : all.join(', ');
    // With more tables, or where they are taken in turns, one COMMIT is not enough.
    const apart = all.length === before + step.locks.length && steps.slice(place).every(({ value }) => value.locks.every(({ key }) => step.locks.some((own) => own.key === key)));
    return context.report(number, { span: step.span, message: 'several', data: { tables }, ...(isBrief ? { severity: 'info' } : {}), fixes: apart && step.locks.length === 1 ? commitBefore(context, number, transaction) : [] });
  }
}
