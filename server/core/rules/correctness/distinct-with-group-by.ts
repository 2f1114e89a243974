import type { Node, SelectStmt } from '@pgsql/types';
import { columnParts, integerOf, isSameExpression } from '../../sql/expression';
import { indexAt, tokensOf, wordAt } from '../../sql/find';
import { firstLocation } from '../../sql/offset-clause';
import { defineRule } from '../rule';
import doc from './distinct-with-group-by.md';

export const distinctWithGroupBy = defineRule({
  id: 'distinct-with-group-by',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['SQLFluff'],
  unnecessary: true,
  doc,
  messages: {
    redundant: 'All columns of GROUP BY are selected, so every row is different already. DISTINCT only compares them once more.',
  },
  visit: {
    SelectStmt(select, context) {
      const { distinctClause, groupClause, groupDistinct, targetList = [] } = select;
      if (distinctClause === undefined || groupClause === undefined) return;
      const plain = distinctClause.length === 1 && Object.keys(distinctClause[0] ?? {}).length === 0;
      if (!plain || groupDistinct === true || !groupClause.every((item) => isSelected(item, select))) return;
      const tokens = tokensOf(context.statement);
      const first = indexAt(tokens, firstLocation(targetList[0]) ?? 0);
      let index = first;
      while (index >= Math.max(0, first - 6) && wordAt(tokens, index) !== 'distinct') index--;
      const [token, next] = [tokens.list[index], tokens.list[index + 1]];
      if (token === undefined || next === undefined || wordAt(tokens, index) !== 'distinct') return;
      context.report({ span: { start: token.start, end: token.end }, message: 'redundant', fixes: [{ title: 'Leave DISTINCT out', kind: 'safe', edits: [{ start: token.start, end: next.start, text: '' }] }] });
    },
  },
});

/** By number, by its output name, or as the same expression. Grouping sets have no single answer. */
function isSelected(item: Node, { targetList = [] }: SelectStmt): boolean {
  if ('GroupingSet' in item) return false;
  if (integerOf(item) !== undefined) return true;
  const parts = columnParts(item);
  return targetList.some((target) => {
    if (!('ResTarget' in target)) return false;
    const { name, val } = target.ResTarget;
    const value = columnParts(val);
    return isSameExpression(item, val) || (parts?.length === 1 && (name === parts[0] || (name === undefined && value?.at(-1) === parts[0])));
  });
}
