import type { Node } from '@pgsql/types';
import { findKeyword, indexAt, tokensOf } from '../../sql/find';
import { elementsOf } from '../../sql/routines';
import { defineRule, type RuleContext } from '../rule';
import doc from './create-role-password-literal.md';

export const createRolePasswordLiteral = defineRule({
  id: 'create-role-password-literal',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['sqlcheck'],
  doc,
  messages: {
    plain: 'The password stands in this file for everybody who can read the repository, and the server may write it to its log as part of the statement. Set it outside of the migrations, with \\password of psql or from a secret store.',
  },
  visit: {
    CreateRoleStmt({ options }, context) {
      check(options, context);
    },
    AlterRoleStmt({ options }, context) {
      check(options, context);
    },
    CreateUserMappingStmt({ options }, context) {
      check(options, context);
    },
    AlterUserMappingStmt({ options }, context) {
      check(options, context);
    },
  },
});

function check(options: readonly Node[] | undefined, context: RuleContext): void {
  const password = elementsOf(options).find(({ defname }) => defname === 'password');
  const value = password?.arg !== undefined && 'String' in password.arg ? password.arg.String.sval : undefined;
  if (password === undefined || value === undefined || !isSecret(value)) return;
  const tokens = tokensOf(context.statement);
  const keyword = findKeyword(tokens, password.location ?? 0, 'password');
  const token = keyword === undefined ? undefined : tokens.list[indexAt(tokens, keyword.end)];
  if (token === undefined || context.statement.placeholders.some(({ start, end }) => start < token.end && end > token.start)) return;
  context.report({ span: { start: token.start, end: token.end }, message: 'plain' });
}

/** Neither empty, nor a verifier that cannot be used to log in, nor something that a tool will replace. */
function isSecret(value: string): boolean {
  return value !== '' && !value.startsWith('SCRAM-SHA-256$') && !/\$\{?\w|\{\{|<[^>]*>|%\(|%s|^:\w|^@\w+@$|^__\w+__$/.test(value);
}
