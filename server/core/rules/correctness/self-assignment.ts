import type { Node, RangeVar } from '@pgsql/types';
import { columnParts } from '../../sql/expression';
import { operandExtent } from '../../sql/extent';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './self-assignment.md';

export const selfAssignment = defineRule({
  id: 'self-assignment',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['pgrubic'],
  unnecessary: true,
  doc,
  messages: {
    noChange: '{column} gets the value that it has. Leave it out.',
    onlyChange: '{column} gets the value that it has, and nothing else changes: a new version of each row is written all the same.',
  },
  visit: {
    UpdateStmt({ relation, targetList = [], fromClause, returningClause }, context) {
      const other = targetList.some((target) => !isSelf(target, relation, fromClause !== undefined));
      // A migration that writes each row anew without a change does it for a trigger, a query with RETURNING to get the row.
      if (!other && (context.migration || returningClause !== undefined)) return;
      for (const [index, target] of targetList.entries()) {
        if (!isSelf(target, relation, fromClause !== undefined) || !('ResTarget' in target)) continue;
        const span = spanOf(target, context);
        if (span === undefined) continue;
        context.report({ span, message: other ? 'noChange' : 'onlyChange', data: { column: quoteIdentifier(target.ResTarget.name ?? '') }, fixes: other ? leaveOut(targetList, index, context) : [] });
      }
    },
  },
});

/** `a = a`, or `a = t.a` with the table that is changed. With FROM a name alone could be another table's. */
function isSelf(target: Node, relation: RangeVar | undefined, hasFrom: boolean): boolean {
  if (!('ResTarget' in target) || target.ResTarget.indirection !== undefined) return false;
  const parts = columnParts(target.ResTarget.val);
  if (parts === undefined || parts.at(-1) !== target.ResTarget.name) return false;
  return parts.length === 1 ? !hasFrom : parts.at(-2) === (relation?.alias?.aliasname ?? relation?.relname);
}

function spanOf(target: Node | undefined, { statement }: RuleContext): { readonly start: number; readonly end: number } | undefined {
  if (target === undefined || !('ResTarget' in target) || target.ResTarget.val === undefined || 'MultiAssignRef' in target.ResTarget.val) return undefined;
  const end = operandExtent(target.ResTarget.val, statement)?.end;
  return end === undefined ? undefined : { start: target.ResTarget.location ?? 0, end };
}

function leaveOut(list: readonly Node[], index: number, context: RuleContext): readonly FixDraft[] {
  const [span, before, after] = [list[index], list[index - 1], list[index + 1]].map((target) => spanOf(target, context));
  if (span === undefined) return [];
  const edit = before !== undefined ? { start: before.end, end: span.end, text: '' } : after !== undefined ? { start: span.start, end: after.start, text: '' } : undefined;
  return edit === undefined ? [] : [{ title: 'Leave it out', kind: 'safe', edits: [edit] }];
}
