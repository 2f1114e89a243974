import type { Relation } from '../../catalog/model';
import { findKeyword, tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './concurrent-refresh-matview.md';

export const concurrentRefreshMatview = defineRule({
  id: 'concurrent-refresh-matview',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  peers: ['Postgres Language Server', 'pgfence', 'pgsafe', 'MigrationPilot', 'diesel-guard', 'SQLFluff', 'pgrubic'],
  doc,
  messages: {
    blocks:
      'REFRESH takes an ACCESS EXCLUSIVE lock on {view}, and every read of it waits until its query has run and the rows are written anew. Refresh it with CONCURRENTLY.',
    noUniqueIndex:
      'REFRESH takes an ACCESS EXCLUSIVE lock on {view}, and every read of it waits until its query has run and the rows are written anew. CONCURRENTLY avoids that, but needs a unique index on columns of {view}, without WHERE: create one.',
  },
  visit: {
    RefreshMatViewStmt(node, context) {
      if (node.concurrent || node.skipData || node.relation === undefined) return;
      const name = referenceOf(node.relation);
      const view = context.relation(name);
      // Nobody reads what has no rows yet, and CONCURRENTLY would be refused.
      if (context.isNew(name) || (view !== undefined && !view.assumed && !view.filled)) return;
      const unique = view === undefined || view.assumed ? undefined : view.indexes.some(allRows);
      context.report({
        span: { start: 0, end: context.statement.text.length },
        message: unique === false ? 'noUniqueIndex' : 'blocks',
        data: { view: context.display(name) },
        fixes: unique === false ? [] : concurrently(unique === true, context),
      });
    },
  },
});

/** What CONCURRENTLY needs: unique, of columns alone, and for all rows. */
function allRows({ unique, where, columns }: Relation['indexes'][number]): boolean {
  return unique && where === undefined && !columns.includes(undefined);
}

function concurrently(certain: boolean, context: RuleContext): readonly FixDraft[] {
  const keyword = findKeyword(tokensOf(context.statement), 0, 'view');
  if (keyword === undefined) return [];
  return [{ title: `Refresh it with CONCURRENTLY${certain ? '' : ' (needs a unique index without WHERE)'}`, kind: certain ? 'safe' : 'suggestion', edits: [{ start: keyword.end, end: keyword.end, text: ' CONCURRENTLY' }] }];
}
