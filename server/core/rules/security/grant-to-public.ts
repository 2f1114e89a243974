import type { GrantStmt } from '@pgsql/types';
import { granteesOf, kindOf, privilegesOf, spanOfGrantee } from '../../sql/grants';
import { defineRule, type Ancestor } from '../rule';
import doc from './grant-to-public.md';

export const grantToPublic = defineRule({
  id: 'grant-to-public',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['eslint-plugin-postgresql', 'MigrationPilot'],
  doc,
  messages: {
    everybody: 'PUBLIC is every role there is and will be, also those of other applications of this database: all of them get {privileges} on the {kind}. Grant it to a role that the ones who need it are members of.',
    future: 'PUBLIC is every role there is and will be, also those of other applications of this database: all of them get {privileges} on every {kind} that is made from now on. Grant it to a role that the ones who need it are members of.',
  },
  visit: {
    GrantStmt(node, context, ancestors) {
      const everybody = granteesOf(node).find(({ isPublic }) => isPublic);
      if (everybody === undefined || context.direction === 'down' || node.is_grant !== true || isUsual(node)) return;
      context.report({
        span: spanOfGrantee(everybody, context.statement),
        message: isDefault(ancestors) ? 'future' : 'everybody',
        data: { kind: kindOf(node), privileges: privilegesOf(node).map((name) => name.toUpperCase()).join(', ') || 'all privileges' },
      });
    },
  },
});

function isDefault(ancestors: readonly Ancestor[]): boolean {
  return ancestors.some(({ tag }) => tag === 'AlterDefaultPrivilegesStmt');
}

/** What PUBLIC has from the start, and rights that open nothing by themselves: the way into a schema, reading settings or using a sequence. */
function isUsual(node: GrantStmt): boolean {
  const privileges = privilegesOf(node);
  const only = (...harmless: readonly string[]) => privileges.length > 0 && privileges.every((name) => harmless.includes(name));
  switch (node.objtype) {
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
    case 'OBJECT_LANGUAGE':
      return true;
    case 'OBJECT_SCHEMA':
    case 'OBJECT_SEQUENCE':
      return only('usage', 'select');
    case 'OBJECT_DATABASE':
      return only('connect', 'temp', 'temporary');
    default:
      return false;
  }
}
