import type { GrantStmt } from '@pgsql/types';
import { findKeyword, startOf, tokensOf } from '../../sql/find';
import { formatName, referenceOfList } from '../../sql/names';
import { createdRoutines, keyOf, notesOfUp, routineVisitors, type CreatedRoutine } from '../../sql/routine-statements';
import { defineRule, type FileContext } from '../rule';
import doc from './revoke-missing-on-definer.md';

export const revokeMissingOnDefiner = defineRule({
  id: 'revoke-missing-on-definer',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['splinter'],
  doc,
  messages: {
    everybody: 'Everybody who can connect may call {routine} with the rights of its owner, because PostgreSQL grants EXECUTE on a new {kind} to PUBLIC. Revoke it, and grant it to those who need it.',
  },
  visit: {
    ...routineVisitors(({ definer, isTrigger }) => definer !== undefined && !isTrigger),
    GrantStmt(revoke, context) {
      if (revoke.is_grant !== true && isOfRoutines(revoke) && isFromPublic(revoke)) context.note({ revoke } satisfies Revocation);
    },
  },
  end(context) {
    const created = createdRoutines(context);
    if (created.length === 0) return;
    const revoked = revocations(context);
    if (revoked === 'all') return;
    const seen = new Set<string>();
    for (const routine of created) {
      const key = keyOf(routine.resolved);
      // Replacing a function keeps the rights that it has.
      if (revoked.has(key) || seen.has(key) || existedBefore(routine, created, context)) continue;
      seen.add(key);
      report(routine, context);
    }
  },
});

function existedBefore(routine: CreatedRoutine, created: readonly CreatedRoutine[], { catalogAfter }: FileContext): boolean {
  if (!routine.replace || created.some((other) => other !== routine && keyOf(other.resolved) === keyOf(routine.resolved))) return false;
  return catalogAfter.routines(routine.name).some(({ replaced }) => replaced === true);
}

interface Revocation {
  readonly revoke?: GrantStmt;
}

/** Names of routines whose EXECUTE the file takes from PUBLIC; `all` where it does so for every function of a schema or for future ones. */
function revocations(context: FileContext): ReadonlySet<string> | 'all' {
  const names = new Set<string>();
  for (const { value: { revoke } } of notesOfUp<Revocation>(context)) {
    if (revoke === undefined) continue;
    if (revoke.targtype !== 'ACL_TARGET_OBJECT') return 'all';
    for (const object of revoke.objects ?? []) {
      const name = 'ObjectWithArgs' in object ? referenceOfList(object.ObjectWithArgs.objname) : undefined;
      if (name !== undefined) names.add(keyOf(context.catalogAfter.resolve(name)));
    }
  }
  return names;
}

function isOfRoutines({ objtype }: GrantStmt): boolean {
  return objtype === 'OBJECT_FUNCTION' || objtype === 'OBJECT_PROCEDURE' || objtype === 'OBJECT_ROUTINE';
}

function isFromPublic({ grantees }: GrantStmt): boolean {
  return (grantees ?? []).some((role) => 'RoleSpec' in role && role.RoleSpec.roletype === 'ROLESPEC_PUBLIC');
}

function report({ number, definer, name, kind, hasParameters }: CreatedRoutine, context: FileContext): void {
  const statement = context.statement(number);
  if (statement === undefined || definer === undefined) return;
  const { text } = statement;
  const span = findKeyword(tokensOf(statement), startOf(definer) ?? 0, 'security', 'definer') ?? { start: 0, end: text.length };
  // Without arguments the name alone says which, as long as it is not overloaded.
  const unique = !hasParameters || context.catalogAfter.routines(name).length <= 1;
  const sql = `REVOKE EXECUTE ON ${kind.toUpperCase()} ${formatName(name)}${hasParameters ? '' : '()'} FROM PUBLIC`;
  context.report(number, {
    span,
    message: 'everybody',
    data: { routine: formatName(name), kind },
    fixes: unique && statement.placeholders.length === 0 ? [{ title: 'Revoke EXECUTE from PUBLIC', kind: 'suggestion', edits: [{ start: text.length, end: text.length, text: `;\n\n${sql}` }] }] : [],
  });
}
