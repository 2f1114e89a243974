import { tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { actionOf, constraintVisitor, referencesOf } from '../../sql/written-constraints';
import { defineRule, type FixDraft } from '../rule';
import doc from './fk-explicit-on-delete.md';

export const fkExplicitOnDelete = defineRule({
  id: 'fk-explicit-on-delete',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['MigrationPilot', 'eslint-plugin-postgresql', 'pg-index-health'],
  optional: true,
  doc,
  messages: {
    unsaid: 'What becomes of these rows when their row of {table} is deleted is not said; PostgreSQL then refuses the deletion. Write ON DELETE, so that a reader sees that it was thought of.',
  },
  visit: constraintVisitor((constraint, context) => {
    const { node: { contype, pktable, fk_del_action: onDelete, fk_with_period: temporal } } = constraint;
    if (contype !== 'CONSTR_FOREIGN' || pktable === undefined || temporal === true || (onDelete !== undefined && onDelete !== 'a')) return;
    const tokens = tokensOf(context.statement);
    const span = referencesOf(constraint, tokens);
    // The tree is the same where NO ACTION is written.
    if (span === undefined || actionOf(constraint, tokens, 'delete') !== undefined) return;
    const upper = context.statement.text[span.start] === 'R';
    const fixes = ['restrict', 'cascade', 'set null'].map((action): FixDraft => {
      const clause = ` on delete ${action}`;
      return { title: `Add ${clause.trim().toUpperCase()}`, kind: 'suggestion', edits: [{ start: span.end, end: span.end, text: upper ? clause.toUpperCase() : clause }] };
    });
    context.report({ span, message: 'unsaid', data: { table: context.display(referenceOf(pktable)) }, fixes });
  }),
});
