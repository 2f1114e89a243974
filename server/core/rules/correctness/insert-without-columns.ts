import type { InsertStmt } from '@pgsql/types';
import { spanOfName, tokensOf } from '../../sql/find';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { isShared } from '../../sql/shared-relation';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './insert-without-columns.md';

export const insertWithoutColumns = defineRule({
  id: 'insert-without-columns',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  peers: ['pgrubic', 'eslint-plugin-postgresql', 'pgvet', 'Bytebase', 'sqlcheck'],
  doc,
  messages: {
    position: 'This INSERT names no columns: its values go by the order of the columns of {table}. A column that is added later may stay at its default without a word; once one is dropped, the INSERT may fail or fill the wrong ones. List the columns.',
  },
  visit: {
    InsertStmt(node, context) {
      // DEFAULT VALUES has no source.
      if (node.relation === undefined || node.cols !== undefined || node.selectStmt === undefined) return;
      const name = referenceOf(node.relation);
      const span = spanOfName(node.relation.location ?? 0, tokensOf(context.statement));
      if (span === undefined || !isShared(context, name)) return;
      const fix = listed(node, context);
      context.report({
        span, message: 'position', data: { table: context.display(name) },
        fixes: fix === undefined ? [] : [{ title: 'List the columns', kind: 'safe', edits: [{ start: span.end, end: span.end, text: ` (${fix})` }] }] satisfies readonly FixDraft[],
        // A migration runs once, on the table as it is then.
        ...(context.migration ? { severity: 'info' as const } : {}),
      });
    },
  },
});

/** The columns that the values go to; undefined where the table or the number of values is not known. */
function listed({ relation, selectStmt }: InsertStmt, context: RuleContext): string | undefined {
  const known = relation && context.relation(referenceOf(relation));
  if (known === undefined || !known.columnsKnown || known.assumed || relation?.alias !== undefined || selectStmt === undefined || !('SelectStmt' in selectStmt)) return undefined;
  const { valuesLists = [], targetList = [] } = selectStmt.SelectStmt;
  const stars = targetList.some((target) => 'ResTarget' in target && target.ResTarget.val !== undefined && 'ColumnRef' in target.ResTarget.val && target.ResTarget.val.ColumnRef.fields?.some((field) => 'A_Star' in field));
  const counts = new Set(valuesLists.length > 0 ? valuesLists.map((row) => ('List' in row ? (row.List.items ?? []).length : -1)) : [stars ? -1 : targetList.length]);
  const [count = -1] = counts;
  if (counts.size !== 1 || count < 1 || count > known.columns.length) return undefined;
  return known.columns.slice(0, count).map(({ name }) => quoteIdentifier(name)).join(', ');
}
