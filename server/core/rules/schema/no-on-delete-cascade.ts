import { tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { actionOf, constraintVisitor } from '../../sql/written-constraints';
import { defineRule, type FixDraft } from '../rule';
import doc from './no-on-delete-cascade.md';

export const noOnDeleteCascade = defineRule({
  id: 'no-on-delete-cascade',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['pgrubic', 'eslint-plugin-postgresql', 'Bytebase'],
  optional: true,
  doc,
  messages: {
    deletes: 'Deleting one row of {table} deletes every row here that points to it, and what points to those, in the same statement and without a word of how many. Write ON DELETE RESTRICT, and delete the rows that go along where that can be seen.',
    updates: 'Changing a key of {table} rewrites every row here that points to it, in the same statement. Write ON UPDATE RESTRICT: a key that changes is better no key.',
  },
  visit: constraintVisitor((constraint, context) => {
    const { node: { contype, pktable, fk_del_action: onDelete, fk_upd_action: onUpdate } } = constraint;
    if (contype !== 'CONSTR_FOREIGN' || pktable === undefined) return;
    for (const [action, event] of [[onDelete, 'delete'], [onUpdate, 'update']] as const) {
      const span = action === 'c' ? actionOf(constraint, tokensOf(context.statement), event) : undefined;
      if (span === undefined) continue;
      const upper = context.statement.text.slice(span.start, span.start + 2) === 'ON';
      const text = `on ${event} restrict`;
      const fix: FixDraft = { title: `Refuse the ${event === 'delete' ? 'deletion' : 'change'} instead`, kind: 'suggestion', edits: [{ ...span, text: upper ? text.toUpperCase() : text }] };
      context.report({ span, message: `${event}s`, data: { table: context.display(referenceOf(pktable)) }, fixes: [fix] });
    }
  }),
});
