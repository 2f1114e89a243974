import { deleteWithoutWhere } from './correctness/delete-without-where';
import { updateWithoutWhere } from './correctness/update-without-where';
import { missingFkIndex } from './performance/missing-fk-index';
import { offsetPagination } from './performance/offset-pagination';
import { selectStar } from './performance/select-star';
import type { RegisteredRule, Rule, RuleGroup } from './rule';
import { otherDialect } from './syntax/other-dialect';
import { syntaxError } from './syntax/syntax-error';
import { unusedIgnore } from './syntax/unused-ignore';

function group(name: RuleGroup, members: readonly Rule[]): readonly RegisteredRule[] {
  return members.map((rule) => ({ ...rule, group: name }));
}

/** Every rule, by group. The folder of a rule's files is its group. */
export const rules: readonly RegisteredRule[] = [
  ...group('performance', [missingFkIndex, offsetPagination, selectStar]),
  ...group('correctness', [deleteWithoutWhere, updateWithoutWhere]),
  ...group('syntax', [syntaxError, otherDialect, unusedIgnore]),
];
