import type { GrantStmt } from '@pgsql/types';
import { granteesOf, isAdministrator, kindOf, namesOfGrantees, spanOfWords, type Grantee } from '../../sql/grants';
import { enumerate } from '../../sql/new-columns';
import { notesOfUp } from '../../sql/routine-statements';
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
  visit: {
    GrantStmt(grant, context) {
      const roles = receivers(grant);
      if (roles.length > 0) context.note({ grant, roles } satisfies Grant);
    },
  },
  end(context) {
    const grants = notesOfUp<Grant>(context);
    const [first] = grants;
    const statement = first === undefined ? undefined : context.statement(first.number);
    if (first === undefined || statement === undefined) return;
    const more = grants.length - 1;
    const { grant, roles } = first.value;
    context.report(first.number, {
      span: spanOfWords(statement, 0, 'all'),
      message: 'all',
      data: {
        kind: kindOf(grant),
        roles: enumerate(namesOfGrantees(roles)),
        rights: rights[grant.objtype ?? ''] ?? 'rights',
        others: more === 0 ? '' : ` ${more} more ${more === 1 ? 'statement' : 'statements'} of this file ${more === 1 ? 'does' : 'do'} the same.`,
      },
    });
  },
});

/** What somebody who only wanted to read and write did not mean to give. For functions and types ALL is the one privilege there is. */
const rights: Readonly<Record<string, string>> = {
  OBJECT_TABLE: 'TRUNCATE, REFERENCES and TRIGGER', OBJECT_SCHEMA: 'the right to create objects', OBJECT_DATABASE: 'the right to create schemas',
};

interface Grant {
  readonly grant: GrantStmt;
  readonly roles: readonly Grantee[];
}

/** What goes to PUBLIC is told by grant-to-public. */
function receivers(grant: GrantStmt): readonly Grantee[] {
  if (grant.is_grant !== true || (grant.privileges ?? []).length > 0 || rights[grant.objtype ?? ''] === undefined) return [];
  return granteesOf(grant).filter((role) => !role.isPublic && !isAdministrator(role));
}
