import type { CreatePolicyStmt } from '@pgsql/types';
import { spanOfName, tokensOf } from '../../sql/find';
import { readerOf } from '../../sql/file-statements';
import { namesOf, quoteIdentifier, referenceOf, referenceOfList } from '../../sql/names';
import { defineRule, type FileContext } from '../rule';
import doc from './multiple-permissive-policies.md';

export const multiplePermissivePolicies = defineRule({
  id: 'multiple-permissive-policies',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['splinter'],
  doc,
  messages: {
    both: 'Policies {first} and {second} of {table} hold for the same command and roles: both are evaluated for every row, joined with OR. One policy with both conditions says the same and lets the cheap one come first.',
  },
  end(context) {
    const policies = new Map<string, Policy>();
    for (const { index, value: tree } of policyStatements(context)) {
      if ('DropStmt' in tree) forget(policies, tree.DropStmt.objects?.[0], context);
      if ('CreatePolicyStmt' in tree && tree.CreatePolicyStmt.permissive === true) remember(policies, tree.CreatePolicyStmt, index, context);
    }
    const firsts = new Map<string, Policy>();
    for (const policy of policies.values()) {
      const first = firsts.get(policy.key);
      if (first === undefined) firsts.set(policy.key, policy);
      else report(first, policy, context);
    }
  },
});

const policyStatements = readerOf(/^(?:create|drop)\s+policy\b/i, (tree) => tree);

interface Policy {
  readonly name: string;
  readonly table: string;
  /** Table, command and roles. */
  readonly key: string;
  readonly index: number;
}

function remember(policies: Map<string, Policy>, node: CreatePolicyStmt, index: number, context: FileContext): void {
  if (node.table === undefined) return;
  const { schema, name: relation } = context.catalogAfter.resolve(referenceOf(node.table));
  const roles = (node.roles ?? []).flatMap((role) => ('RoleSpec' in role ? [role.RoleSpec.rolename ?? role.RoleSpec.roletype ?? ''] : [])).toSorted();
  const name = node.policy_name ?? '';
  const key = JSON.stringify([schema, relation, node.cmd_name, roles]);
  policies.set(JSON.stringify([schema, relation, name]), { name, table: context.display(referenceOf(node.table)), key, index });
}

function forget(policies: Map<string, Policy>, object: object | undefined, context: FileContext): void {
  const parts = object !== undefined && 'List' in object ? (object as { List: { items?: Parameters<typeof namesOf>[0] } }).List.items : undefined;
  const table = referenceOfList(parts?.slice(0, -1));
  if (table === undefined) return;
  const { schema, name } = context.catalogAfter.resolve(table);
  policies.delete(JSON.stringify([schema, name, namesOf(parts).at(-1)]));
}

function report(first: Policy, second: Policy, context: FileContext): void {
  const statement = context.statements[second.index]?.statement;
  if (statement === undefined) return;
  const name = spanOfName('create policy'.length, tokensOf(statement));
  context.report(second.index, {
    span: name ?? { start: 0, end: statement.text.length },
    message: 'both',
    data: { first: quoteIdentifier(first.name), second: quoteIdentifier(second.name), table: second.table },
  });
}
