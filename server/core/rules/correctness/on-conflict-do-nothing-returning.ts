import { findKeyword, tokensOf } from '../../sql/find';
import { defineRule } from '../rule';
import doc from './on-conflict-do-nothing-returning.md';

export const onConflictDoNothingReturning = defineRule({
  id: 'on-conflict-do-nothing-returning',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    noRow: 'RETURNING gives no row where the conflict was: a caller that expects the id of the existing row gets nothing. Select it afterwards, or use DO UPDATE.',
  },
  visit: {
    InsertStmt({ onConflictClause, returningClause }, context) {
      if (onConflictClause?.action !== 'ONCONFLICT_NOTHING' || returningClause === undefined) return;
      const start = onConflictClause.location ?? 0;
      const span = findKeyword(tokensOf(context.statement), start, 'returning') ?? { start, end: start + 2 };
      context.report({ span, message: 'noRow' });
    },
  },
});
