import type { Node } from '@pgsql/types';
import { referenceOf } from '../../sql/names';
import { findKeyword, tokensOf } from '../../sql/find';
import { defineRule } from '../rule';
import doc from './on-conflict-no-target.md';

export const onConflictNoTarget = defineRule({
  id: 'on-conflict-no-target',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    anyConflict: 'Without a target, a conflict with any of {indexes} drops the row without a word, also one that nobody thought of. Name the columns whose conflict is meant: ON CONFLICT (…) DO NOTHING.',
  },
  visit: {
    InsertStmt({ relation, cols, onConflictClause }, context) {
      if (relation === undefined || onConflictClause?.action !== 'ONCONFLICT_NOTHING' || onConflictClause.infer !== undefined) return;
      const known = context.relation(referenceOf(relation));
      const inserted = cols === undefined ? undefined : namesIn(cols);
      // A key that is generated meets no conflict.
      const unique = (known?.indexes ?? []).filter((index) => index.unique && (inserted === undefined || index.columns.some((column) => column === undefined || inserted.has(column))));
      // With one key there is one conflict that can be meant.
      if (new Set(unique.map(({ columns }) => columns.join())).size < 2) return;
      const start = onConflictClause.location ?? 0;
      const span = findKeyword(tokensOf(context.statement), start, 'on', 'conflict') ?? { start, end: start + 2 };
      context.report({ span, message: 'anyConflict', data: { indexes: unique.map(({ name }) => name).join(', ') } });
    },
  },
});

function namesIn(columns: readonly Node[]): ReadonlySet<string | undefined> {
  return new Set(columns.map((column) => ('ResTarget' in column ? column.ResTarget.name : undefined)));
}
