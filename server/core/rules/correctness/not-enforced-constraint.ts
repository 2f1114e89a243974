import { findKeyword, startOf, tokensOf } from '../../sql/find';
import { defineRule } from '../rule';
import doc from './not-enforced-constraint.md';

export const notEnforcedConstraint = defineRule({
  id: 'not-enforced-constraint',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    notEnforced: 'NOT ENFORCED makes this constraint a remark: PostgreSQL tests no row, neither old nor new, and does not plan with it. If rows that are there must not be read now, NOT VALID is meant, which tests every new one.',
  },
  visit: {
    Constraint(node, context) {
      const whole = (node.contype === 'CONSTR_CHECK' || node.contype === 'CONSTR_FOREIGN') && node.skip_validation === true && node.is_enforced !== true;
      if (!whole && node.contype !== 'CONSTR_ATTR_NOT_ENFORCED') return;
      // A column says it in a part of its own, which stands where it begins.
      const span = findKeyword(tokensOf(context.statement), startOf(node) ?? 0, 'not', 'enforced');
      if (span !== undefined) context.report({ span, message: 'notEnforced' });
    },
  },
});
