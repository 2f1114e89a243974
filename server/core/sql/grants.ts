import type { GrantStmt } from '@pgsql/types';
import type { Statement } from '../document/statement';
import type { Span } from '../text/span';
import { findKeywordHere, indexAt, startOf, tokensOf } from './find';
import { quoteIdentifier } from './names';

/** A role that gets something, by name; `undefined` for CURRENT_USER and its like. */
export interface Grantee {
  readonly name: string | undefined;
  readonly isPublic: boolean;
  /** Where it starts, relative to the statement. */
  readonly start: number;
}

export function granteesOf({ grantees }: GrantStmt): readonly Grantee[] {
  return (grantees ?? []).flatMap((role) => ('RoleSpec' in role
    ? [{ name: role.RoleSpec.rolename, isPublic: role.RoleSpec.roletype === 'ROLESPEC_PUBLIC', start: startOf(role.RoleSpec) ?? 0 }]
    : []));
}

/** Roles that own or administer the database anyway, as far as their names tell. */
export function isAdministrator({ name, isPublic }: Grantee): boolean {
  if (isPublic) return false;
  return name === undefined || /^(?:postgres|rds_superuser|cloudsqlsuperuser|azure_pg_admin|service_role|supabase_.*|neon_superuser)$|owner|admin|superuser|migrat|dba$/i.test(name);
}

const kinds: Readonly<Record<string, string>> = {
  OBJECT_TABLE: 'table', OBJECT_SEQUENCE: 'sequence', OBJECT_SCHEMA: 'schema', OBJECT_DATABASE: 'database', OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'procedure', OBJECT_ROUTINE: 'routine', OBJECT_TYPE: 'type', OBJECT_LANGUAGE: 'language', OBJECT_FDW: 'foreign-data wrapper',
  OBJECT_FOREIGN_SERVER: 'foreign server', OBJECT_TABLESPACE: 'tablespace', OBJECT_LARGEOBJECT: 'large object', OBJECT_PARAMETER_ACL: 'parameter',
};

/** What the objects are, in words, such as `table`; tables, views and sequences of a list are all `table` to the parser. */
export function kindOf({ objtype }: GrantStmt): string {
  return kinds[objtype ?? ''] ?? 'object';
}

/** The lower-case names of the privileges; empty for ALL. */
export function privilegesOf({ privileges }: GrantStmt): readonly string[] {
  return (privileges ?? []).flatMap((privilege) => ('AccessPriv' in privilege && privilege.AccessPriv.priv_name !== undefined ? [privilege.AccessPriv.priv_name] : []));
}

/** From GRANT to the end of the privileges, or of the words given. */
export function spanOfWords(statement: Statement, from: number, ...words: readonly string[]): Span {
  return findKeywordHere(tokensOf(statement), from, ...words) ?? { start: 0, end: statement.text.length };
}

export function spanOfGrantee({ start }: Grantee, statement: Statement): Span {
  const tokens = tokensOf(statement);
  const token = tokens.list[indexAt(tokens, start)];
  return token === undefined ? { start: 0, end: statement.text.length } : { start: token.start, end: token.end };
}

export function namesOfGrantees(grantees: readonly Grantee[]): readonly string[] {
  return grantees.map(({ name, isPublic }) => (isPublic ? 'PUBLIC' : quoteIdentifier(name ?? 'the current user')));
}
