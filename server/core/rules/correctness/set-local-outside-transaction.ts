import type { VariableSetStmt } from '@pgsql/types';
import { wordWithSpaceBefore } from '../../sql/fix-texts';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './set-local-outside-transaction.md';

export const setLocalOutsideTransaction = defineRule({
  id: 'set-local-outside-transaction',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  bodies: 'never',
  doc,
  messages: {
    local: 'SET LOCAL outside of a transaction only raises a warning and sets nothing: {name} stays as it is for all that follows. Use SET, or put the statements between BEGIN and COMMIT.',
    transaction: 'SET TRANSACTION outside of a transaction only raises a warning and has no effect. Give the option to BEGIN.',
    constraints: 'SET CONSTRAINTS outside of a transaction only raises a warning and has no effect. Put it between BEGIN and COMMIT with what it is for.',
  },
  visit: {
    VariableSetStmt(node, context) {
      if (context.transaction !== 'outside') return;
      const span = { start: 0, end: context.statement.text.length };
      if (node.kind === 'VAR_SET_MULTI' && node.name === 'TRANSACTION') context.report({ span, message: 'transaction' });
      else if (node.is_local) context.report({ span, message: 'local', data: { name: node.name ?? 'the setting' }, fixes: withoutLocal(node, context) });
    },
    ConstraintsSetStmt(_, context) {
      if (context.transaction === 'outside') context.report({ span: { start: 0, end: context.statement.text.length }, message: 'constraints' });
    },
  },
});

/** These only make the session give up sooner; another role or search path for the rest of it is another matter. */
const harmless: ReadonlySet<string> = new Set(['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout']);

function withoutLocal({ name }: VariableSetStmt, context: RuleContext): readonly FixDraft[] {
  const word = wordWithSpaceBefore(context, 0, 'local');
  if (word === undefined) return [];
  return [{ title: 'Set it for the session', kind: harmless.has(name ?? '') ? 'safe' : 'suggestion', edits: [{ ...word, text: '' }] }];
}
