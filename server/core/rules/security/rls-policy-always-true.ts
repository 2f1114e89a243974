import type { CreatePolicyStmt, Node } from '@pgsql/types';
import { spanOfPolicyExpression } from '../../sql/policies';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './rls-policy-always-true.md';

export const rlsPolicyAlwaysTrue = defineRule({
  id: 'rls-policy-always-true',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['splinter'],
  doc,
  messages: {
    changes: 'Policy {policy} lets everybody who may write {table} change or delete every row of it, and permissive policies are joined with OR: no other policy takes that back. Say whose rows they are, or name the role after TO.',
    writes: 'Policy {policy} lets everybody who may write {table} store any row in it, also in the name of others. Say in WITH CHECK which rows a role may write, or name the role after TO.',
  },
  visit: {
    CreatePolicyStmt(node, context) {
      if (node.permissive !== true || node.table === undefined || !isForEverybody(node)) return;
      const message = messageOf(node);
      if (message === undefined) return;
      context.report({
        span: spanOfPolicyExpression(message === 'changes' ? 'using' : 'check', context.statement),
        message,
        data: { policy: quoteIdentifier(node.policy_name ?? ''), table: context.display(referenceOf(node.table)) },
      });
    },
  },
});

/** PUBLIC, or the role of PostgREST and Supabase for callers that have not signed in. */
function isForEverybody({ roles }: CreatePolicyStmt): boolean {
  return (roles ?? []).some((role) => 'RoleSpec' in role && (role.RoleSpec.roletype === 'ROLESPEC_PUBLIC' || role.RoleSpec.rolename === 'anon'));
}

function messageOf({ cmd_name: command, qual, with_check: check }: CreatePolicyStmt): 'changes' | 'writes' | undefined {
  if (command !== 'select' && command !== 'insert' && isTrue(qual)) return 'changes';
  return command !== 'select' && command !== 'delete' && isTrue(check) ? 'writes' : undefined;
}

function isTrue(expression: Node | undefined): boolean {
  if (expression === undefined) return false;
  if ('A_Const' in expression) return expression.A_Const.boolval?.boolval === true;
  if (!('A_Expr' in expression) || expression.A_Expr.kind !== 'AEXPR_OP') return false;
  const { name, lexpr, rexpr } = expression.A_Expr;
  const operator = name?.at(-1);
  if (operator === undefined || !('String' in operator) || operator.String.sval !== '=') return false;
  const [left, right] = [valueOf(lexpr), valueOf(rexpr)];
  return left !== undefined && left === right;
}

/** The value of a constant as text, with its kind. */
function valueOf(expression: Node | undefined): string | undefined {
  if (expression === undefined || !('A_Const' in expression)) return undefined;
  const { ival, sval, boolval } = expression.A_Const;
  if (ival !== undefined) return `number ${ival.ival ?? 0}`;
  if (sval !== undefined) return `text ${sval.sval ?? ''}`;
  return boolval === undefined ? undefined : `boolean ${boolval.boolval === true}`;
}
