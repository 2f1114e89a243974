import { isNullConstant } from '../../sql/expression';
import { extentOf } from '../../sql/extent';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
import { defineRule } from '../rule';
import doc from './else-null.md';

export const elseNull = defineRule({
  id: 'else-null',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  optional: true,
  unnecessary: true,
  peers: ['pgrubic', 'SQLFluff'],
  doc,
  messages: {
    redundant: 'A CASE without ELSE is NULL where nothing matches. ELSE NULL says it twice.',
  },
  visit: {
    CaseExpr({ defresult }, context) {
      if (defresult === undefined || !('A_Const' in defresult) || !isNullConstant(defresult)) return;
      const span = extentOf(defresult, context.statement);
      const tokens = tokensOf(context.statement);
      const index = span === undefined ? -1 : indexAt(tokens, span.start) - 1;
      const [word, before] = [tokens.list[index], tokens.list[index - 1]];
      if (span === undefined || word === undefined || before === undefined || wordAt(tokens, index) !== 'else') return;
      context.report({ span: { start: word.start, end: span.end }, message: 'redundant', fixes: [{ title: 'Leave it out', kind: 'safe', edits: [{ start: before.end, end: span.end, text: '' }] }] });
    },
  },
});
