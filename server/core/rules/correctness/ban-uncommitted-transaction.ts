import { tokensOf } from '../../sql/find';
import { isControl, noteControl } from '../../sql/transaction-notes';
import { defineRule, type FileContext, type Note } from '../rule';
import doc from './ban-uncommitted-transaction.md';

export const banUncommittedTransaction = defineRule({
  id: 'ban-uncommitted-transaction',
  severity: 'error',
  since: '0.1.0',
  fix: 'safe',
  bodies: 'never',
  alike: { squawk: 'ban-uncommitted-transaction' },
  peers: ['Squawk', 'pgfence', 'MigrationPilot'],
  doc,
  messages: {
    open: 'The file ends here and the transaction that {begin} opened was never committed: what it did is undone when the session ends, and until then its locks are held. End the file with COMMIT.',
  },
  visit: { TransactionStmt: noteControl },
  end(context) {
    if (!context.migration) return;
    const controls = context.notes().filter(({ value }) => isControl(value));
    const begin = controls.at(-1);
    // Where the file ended the transaction of what runs it, that one goes on with this one.
    if (begin === undefined || !isControl(begin.value) || begin.value.control !== 'begin' || begin.transaction === 'inside' || endsWrapper(controls)) return;
    report(context, begin);
  },
});

function endsWrapper(controls: readonly Note[]): boolean {
  const [first] = controls;
  return first !== undefined && isControl(first.value) && first.value.control === 'end';
}

function report(context: FileContext, begin: Note): void {
  const number = context.following(begin.number).findLast((each) => context.statement(each)?.kind === 'sql') ?? begin.number;
  // A BEGIN alone is the start of something that somebody types.
  const [statement, first] = [context.statement(number), context.statement(begin.number)];
  if (number === begin.number || statement === undefined || first === undefined || context.directionAt(number) !== begin.direction) return;
  const { length } = statement.text;
  const span = tokensOf(statement).list.at(-1) ?? { start: 0, end: length };
  context.report(number, {
    span: { start: span.start, end: span.end },
    message: 'open',
    data: { begin: (/^\w+/.exec(first.text)?.[0] ?? 'BEGIN').toUpperCase() },
    fixes: [{ title: 'Add COMMIT', kind: 'safe', edits: [{ start: length, end: length, text: `;${statement.text.includes('\r\n') ? '\r\n' : '\n'}COMMIT` }] }],
  });
}
