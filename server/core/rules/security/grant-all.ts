import type { GrantStmt } from '@pgsql/types';
import { readerOf } from '../../sql/file-statements';
import { grantIn, granteesOf, isAdministrator, kindOf, namesOfGrantees, spanOfWords, type Grantee } from '../../sql/grants';
import { enumerate } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './grant-all.md';

export const grantAll = defineRule({
  id: 'grant-all',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['eslint-plugin-postgresql', 'MigrationPilot'],
  doc,
  messages: {
    all: 'ALL on a {kind} gives {roles} {rights} as well, and every privilege that a later version of PostgreSQL adds.{others} Name the privileges that the role needs.',
  },
  end(context) {
    const grants = grantsOf(context).flatMap(({ index, value: grant }) => {
      const roles = receivers(grant);
      return roles.length === 0 ? [] : [{ index, grant, roles }];
    });
    const [first] = grants;
    const statement = first === undefined ? undefined : context.statements[first.index]?.statement;
    if (first === undefined || statement === undefined) return;
    const more = grants.length - 1;
    context.report(first.index, {
      span: spanOfWords(statement, 0, 'all'),
      message: 'all',
      data: {
        kind: kindOf(first.grant),
        roles: enumerate(namesOfGrantees(first.roles)),
        rights: rights[first.grant.objtype ?? ''] ?? 'rights',
        others: more === 0 ? '' : ` ${more} more ${more === 1 ? 'statement' : 'statements'} of this file ${more === 1 ? 'does' : 'do'} the same.`,
      },
    });
  },
});

/** What somebody who only wanted to read and write did not mean to give. For functions and types ALL is the one privilege there is. */
const rights: Readonly<Record<string, string>> = {
  OBJECT_TABLE: 'TRUNCATE, REFERENCES and TRIGGER', OBJECT_SCHEMA: 'the right to create objects', OBJECT_DATABASE: 'the right to create schemas',
};

const grantsOf = readerOf(/^(?:grant|alter\s+default)\b/i, grantIn);

/** What goes to PUBLIC is told by grant-to-public. */
function receivers(grant: GrantStmt): readonly Grantee[] {
  if (grant.is_grant !== true || (grant.privileges ?? []).length > 0 || rights[grant.objtype ?? ''] === undefined) return [];
  return granteesOf(grant).filter((role) => !role.isPublic && !isAdministrator(role));
}
