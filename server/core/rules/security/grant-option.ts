import { granteesOf, isAdministrator, namesOfGrantees, spanOfWords } from '../../sql/grants';
import { enumerate } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './grant-option.md';

export const grantOption = defineRule({
  id: 'grant-option',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['eslint-plugin-postgresql'],
  doc,
  messages: {
    passesOn: 'With the grant option, {roles} may give the privilege to anybody, and REVOKE without CASCADE fails as long as somebody has it from there. Grant it to the roles that need it instead.',
  },
  visit: {
    GrantStmt(node, context) {
      const roles = granteesOf(node).filter((role) => !role.isPublic && !isAdministrator(role));
      if (node.is_grant !== true || node.grant_option !== true || context.direction === 'down' || roles.length === 0) return;
      context.report({ span: spanOfWords(context.statement, 0, 'with', 'grant', 'option'), message: 'passesOn', data: { roles: enumerate(namesOfGrantees(roles)) } });
    },
  },
});
