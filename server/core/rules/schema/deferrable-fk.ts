import { tokensOf } from '../../sql/find';
import { constraintVisitor, deferralOf } from '../../sql/written-constraints';
import { defineRule } from '../rule';
import doc from './deferrable-fk.md';

export const deferrableFk = defineRule({
  id: 'deferrable-fk',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  optional: true,
  doc,
  messages: {
    postponed: 'This foreign key can be tested as late as at COMMIT: the server keeps an entry for every changed row until then, and it is COMMIT that fails, not the statement that was wrong. Leave DEFERRABLE out unless two tables must point to each other.',
    key: 'A key that is DEFERRABLE is no arbiter for ON CONFLICT, and no foreign key can refer to it. Leave DEFERRABLE out unless rows exchange their keys.',
  },
  visit: constraintVisitor((constraint, context) => {
    const { contype } = constraint.node;
    if (contype !== 'CONSTR_FOREIGN' && contype !== 'CONSTR_PRIMARY' && contype !== 'CONSTR_UNIQUE') return;
    const span = deferralOf(constraint, tokensOf(context.statement));
    if (span !== undefined) context.report({ span, message: contype === 'CONSTR_FOREIGN' ? 'postponed' : 'key' });
  }),
});
