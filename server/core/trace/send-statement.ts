import type { CopyStmt } from '@pgsql/types';
import type { DatabaseError, Session } from '../database';
import type { Statement } from '../document/statement';

/** Why a statement of a migration is not sent to the embedded PostgreSQL; undefined where it is. */
export function skipReason({ kind, tree, error, placeholders, text }: Statement): string | undefined {
  if (kind === 'psql') return 'a command of psql, not SQL';
  if (kind === 'copy-data') return 'rows for COPY, which are not loaded';
  if (tree === undefined) return `PostgreSQL cannot read it: ${error?.message ?? 'syntax error'}`;
  const [placeholder] = placeholders;
  if (placeholder !== undefined) return `the value of ${text.slice(placeholder.start, placeholder.end)} is not known`;
  if ('TransactionStmt' in tree) return 'every statement runs in a transaction of its own';
  if ('CreatedbStmt' in tree || 'DropdbStmt' in tree || 'AlterSystemStmt' in tree) return 'it concerns the server, and this one has a single database';
  if ('CopyStmt' in tree) return copyReason(tree.CopyStmt);
  if ('VariableSetStmt' in tree && ['role', 'session_authorization'].includes(tree.VariableSetStmt.name ?? '')) return 'everything runs as superuser';
  return undefined;
}

function copyReason({ is_from: from, is_program: program, filename }: CopyStmt): string {
  if (program) return 'it starts a program';
  if (filename !== undefined) return 'it uses a file of the server';
  return from ? 'its rows come from the client and are not loaded' : 'its rows go to the client';
}

const mostRoles = 5;

/** Sends again after making the roles that PostgreSQL misses: they belong to the cluster and not to migrations. */
export async function makingRoles<T extends Answer>(session: Pick<Session, 'query'>, send: () => Promise<T>): Promise<T> {
  let answer = await send();
  for (let made = 0; made < mostRoles; made++) {
    const role = missingRole(answer);
    if (role === undefined || !(await session.query(`CREATE ROLE "${role.replaceAll('"', '""')}"`)).ok) break;
    answer = await send();
  }
  return answer;
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: DatabaseError };

function missingRole(answer: Answer): string | undefined {
  return answer.ok || answer.error.code !== '42704' ? undefined : /^role "(.*)" does not exist$/s.exec(answer.error.message)?.[1];
}
