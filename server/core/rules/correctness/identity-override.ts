import { findKeyword, tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './identity-override.md';

export const identityOverride = defineRule({
  id: 'identity-override',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    given: 'OVERRIDING SYSTEM VALUE puts ids of your own into {table} and leaves its sequence where it is: the next INSERT that counts up to one of them fails. Move the sequence behind them with setval or ALTER … RESTART.',
  },
  visit: {
    InsertStmt(node, context) {
      if (node.override !== 'OVERRIDING_SYSTEM_VALUE' || node.relation === undefined) return;
      const span = findKeyword(tokensOf(context.statement), node.relation.location ?? 0, 'overriding', 'system', 'value');
      if (span !== undefined) context.report({ span, message: 'given', data: { table: context.display(referenceOf(node.relation)) } });
    },
  },
});
