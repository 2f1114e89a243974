import { isControl, noteControl } from '../../sql/transaction-notes';
import { defineRule, type FileContext, type Note } from '../rule';
import doc from './transaction-nesting.md';

export const transactionNesting = defineRule({
  id: 'transaction-nesting',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  bodies: 'never',
  alike: { squawk: 'transaction-nesting', postgresLanguageServer: 'transactionNesting' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'MigrationPilot', 'Bytebase'],
  doc,
  messages: {
    nested: 'A transaction is open here already: PostgreSQL only raises a warning, and the next COMMIT or ROLLBACK ends everything, so what follows it runs without a transaction. Leave this out; for a part that can be undone alone use SAVEPOINT.',
    notOpen: 'No transaction is open here: PostgreSQL only raises a warning, and what stands before was committed statement by statement. Put BEGIN in front, or leave this out.',
    endsWrapper: 'This ends the transaction that the migration is run in: what follows, and the runner\'s own note that the migration is done, is no longer part of it. Leave it out, or run the migration without a transaction.',
  },
  visit: { TransactionStmt: noteControl },
  end(context) {
    let open: Note | undefined;
    let last: Note | undefined;
    for (const note of context.notes()) {
      if (last?.direction !== note.direction) open = undefined;
      last = note;
      if (!isControl(note.value)) continue;
      if (note.value.control === 'begin') {
        if (open !== undefined) report(context, note, 'nested');
        open ??= note;
      } else {
        if (open === undefined && context.migration) report(context, note, note.transaction === 'inside' ? 'endsWrapper' : 'notOpen');
        open = undefined;
      }
    }
  },
});

function report(context: FileContext, { number }: Note, message: 'nested' | 'notOpen' | 'endsWrapper'): void {
  const text = context.statement(number)?.text ?? '';
  const span = { start: 0, end: text.length };
  // Without it the statements that follow are inside the wrapper again: that may be what is not wanted.
  context.report(number, { span, message, fixes: message === 'endsWrapper' ? [] : [{ title: `Leave out ${/^start/i.test(text) ? 'START TRANSACTION' : (/^\w+/.exec(text)?.[0] ?? 'it').toUpperCase()}`, kind: 'safe', edits: [{ ...span, text: '' }] }] });
}
