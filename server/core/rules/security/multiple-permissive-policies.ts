import type { Policy, Relation } from '../../catalog/model';
import { spanOfName, tokensOf, wordAt } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
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
    for (const relation of context.changedRelations()) {
      if (relation.policies.some(({ origin }) => origin.file === context.file)) check(relation, context);
    }
  },
});

/** Reports a policy of this file beside an earlier one, unless a later migration drops one of them. */
function check(relation: Relation, context: FileContext): void {
  const kept = new Set(context.catalogAtEnd.relation(relation)?.policies.map(keyOf));
  const firsts = new Map<string, Policy>();
  for (const policy of relation.policies) {
    const key = keyOf(policy);
    if (!policy.permissive || !kept.has(key)) continue;
    const alike = JSON.stringify([policy.command, policy.roles.toSorted()]);
    const first = firsts.get(alike);
    if (first === undefined) firsts.set(alike, policy);
    else if (policy.origin.file === context.file) report({ first, second: policy, relation }, context);
  }
}

function keyOf({ name, command, permissive, roles }: Policy): string {
  return JSON.stringify([name, command, permissive, roles.toSorted()]);
}

interface Pair {
  readonly first: Policy;
  readonly second: Policy;
  readonly relation: Relation;
}

function report({ first, second, relation }: Pair, context: FileContext): void {
  const { statement: number, span } = second.origin;
  const statement = context.statement(number);
  if (statement === undefined) return;
  const tokens = tokensOf(statement);
  // Not so where a block creates it.
  const keyword = wordAt(tokens, 0) === 'create' && wordAt(tokens, 1) === 'policy' ? tokens.list[1] : undefined;
  context.report(number, {
    span: (keyword === undefined ? undefined : spanOfName(keyword.end, tokens)) ?? span,
    message: 'both',
    data: { first: quoteIdentifier(first.name), second: quoteIdentifier(second.name), table: context.display(relation) },
  });
}
