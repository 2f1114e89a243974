import type { A_Const, ColumnRef, Node } from '@pgsql/types';
import { namesOf, quoteIdentifier } from '../../sql/names';
import { tokenAt, tokensOf } from '../../sql/find';
import { walk } from '../../sql/walk';
import { defineRule, type RuleContext } from '../rule';
import doc from './rls-user-metadata.md';

export const rlsUserMetadata = defineRule({
  id: 'rls-user-metadata',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['splinter'],
  doc,
  messages: {
    editable: 'Policy {policy} trusts the user metadata of the token, which users write themselves: whoever is signed in can give themselves any role. Use app_metadata, which only the server writes, or a table.',
  },
  visit: {
    CreatePolicyStmt(node, context) {
      check(node.policy_name, [node.qual, node.with_check], context);
    },
    AlterPolicyStmt(node, context) {
      check(node.policy_name, [node.qual, node.with_check], context);
    },
  },
});

function check(policy: string | undefined, expressions: readonly (Node | undefined)[], context: RuleContext): void {
  let location: number | undefined;
  for (const expression of expressions) {
    if (expression === undefined) continue;
    walk(expression, (tag, node) => {
      if (location === undefined && isUserMetadata(tag, node)) location = (node as { location?: number }).location ?? 0;
    });
  }
  const token = location === undefined || location < 0 ? undefined : tokenAt(tokensOf(context.statement), location);
  if (token !== undefined) context.report({ span: { start: token.start, end: token.end }, message: 'editable', data: { policy: quoteIdentifier(policy ?? '') } });
}

/** `-> 'user_metadata'`, `#>> '{user_metadata,role}'`, or the column it is stored in. */
function isUserMetadata(tag: string, node: object): boolean {
  if (tag === 'A_Const') return /^\{?\s*"?user_metadata"?\s*(?:,|\}|$)/.test((node as A_Const).sval?.sval ?? '');
  return tag === 'ColumnRef' && namesOf((node as ColumnRef).fields).at(-1) === 'raw_user_meta_data';
}
