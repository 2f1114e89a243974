import type { FuncCall, WindowDef } from '@pgsql/types';
import { builtinName } from '../../sql/expression';
import { spanFor } from '../../sql/extent';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
import { isOrdered, isWholeFrameDefault, windowChain } from '../../sql/windows';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './window-last-value-frame.md';

export const windowLastValueFrame = defineRule({
  id: 'window-last-value-frame',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  doc,
  messages: {
    lastValue: 'With ORDER BY the frame ends at the current row, so last_value gives the current row (or the last of its peers) and not the last of the partition. Add ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING.',
    nthValue: 'With ORDER BY the frame ends at the current row, so nth_value is NULL in the rows before that one. Add ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING.',
  },
  visit: {
    FuncCall(call, context, ancestors) {
      const name = call.over === undefined ? undefined : builtinName(call);
      if (name !== 'last_value' && name !== 'nth_value') return;
      const chain = windowChain(call.over, ancestors);
      if (!isOrdered(chain) || !isWholeFrameDefault(chain)) return;
      context.report({
        span: spanFor({ FuncCall: call }, context.statement),
        message: name === 'last_value' ? 'lastValue' : 'nthValue',
        fixes: widenFrame(call, call.over, context),
      });
    },
  },
});

/** Only in a window that is written where it is used: a named one may serve other functions. */
function widenFrame(call: FuncCall, over: WindowDef | undefined, { statement }: RuleContext): readonly FixDraft[] {
  const span = spanFor({ FuncCall: call }, statement);
  const tokens = tokensOf(statement);
  const last = tokens.list[indexAt(tokens, span.end) - 1];
  if (over?.name !== undefined || last === undefined || statement.text.charAt(last.start) !== ')' || wordAt(tokens, indexAt(tokens, over?.location ?? 0) - 1) !== 'over') return [];
  return [{ title: 'Look at the whole partition', kind: 'suggestion', edits: [{ start: last.start, end: last.start, text: ' ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING' }] }];
}
