import type { RegisteredRule, Rule, RuleGroup } from './rule';
import { otherDialect } from './syntax/other-dialect';
import { syntaxError } from './syntax/syntax-error';
import { unusedIgnore } from './syntax/unused-ignore';

function group(name: RuleGroup, members: readonly Rule[]): readonly RegisteredRule[] {
  return members.map((rule) => ({ ...rule, group: name }));
}

/** Every rule, by group. The folder of a rule's files is its group. */
export const rules: readonly RegisteredRule[] = [
  ...group('syntax', [syntaxError, otherDialect, unusedIgnore]),
];
