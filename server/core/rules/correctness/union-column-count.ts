import type { SelectStmt } from '@pgsql/types';
import { firstLocation } from '../../sql/offset-clause';
import { isStarTarget } from '../../catalog/star-columns';
import { spanOfNode, tokensOf } from '../../sql/find';
import { defineRule } from '../rule';
import doc from './union-column-count.md';

export const unionColumnCount = defineRule({
  id: 'union-column-count',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  peers: ['SQLFluff'],
  doc,
  messages: {
    differ: 'The queries of this {operation} have {left} and {right} columns; PostgreSQL refuses that.',
  },
  visit: {
    SelectStmt({ larg, rarg, op }, context) {
      if (larg === undefined || rarg === undefined) return;
      const [left, right] = [countOf(larg), countOf(rarg)];
      if (left === undefined || right === undefined || left === right) return;
      const start = firstLocation({ SelectStmt: rarg }) ?? 0;
      const span = spanOfNode({ location: start }, tokensOf(context.statement)) ?? { start, end: start + 1 };
      context.report({ span, message: 'differ', data: { operation: op?.replace('SETOP_', '') ?? 'UNION', left: String(left), right: String(right) } });
    },
  },
});

/** Undefined where a star stands for columns. */
function countOf(select: SelectStmt): number | undefined {
  if (select.larg !== undefined) return countOf(select.larg);
  const [row] = select.valuesLists ?? [];
  if (row !== undefined) return 'List' in row ? row.List.items?.length : undefined;
  const { targetList = [] } = select;
  return targetList.some((target) => isStarTarget(target) || hasIndirectStar(target)) ? undefined : targetList.length;
}

/** `(row).*` stands for columns too. */
function hasIndirectStar(target: object): boolean {
  const value = (target as { ResTarget?: { val?: { A_Indirection?: { indirection?: readonly object[] } } } }).ResTarget?.val;
  return value?.A_Indirection?.indirection?.some((each) => 'A_Star' in each) === true;
}
