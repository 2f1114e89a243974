import type { Constraint } from '@pgsql/types';
import { addedConstraints, alterCommands, type AlterCommand } from '../../sql/alter-command';
import { columnsIn } from '../../sql/column-mentions';
import { namesOf, quoteIdentifier, truncateIdentifier } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './unnamed-constraint.md';

export const unnamedConstraint = defineRule({
  id: 'unnamed-constraint',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['diesel-guard', 'eslint-plugin-postgresql', 'pgrubic'],
  optional: true,
  doc,
  messages: {
    unnamed: 'This constraint of {table} gets its name from PostgreSQL, with a number behind it where the name is taken: a later migration that validates or drops it must guess. Give it a name.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (context.direction === 'down') return;
      for (const { alter, constraint } of addedConstraints(alterCommands(node, context))) {
        // With USING INDEX the index has a name, which it keeps.
        if (constraint.conname !== undefined || constraint.indexname !== undefined) continue;
        context.report({ span: alter.span, message: 'unnamed', data: { table: context.display(alter.table) }, fixes: naming(alter, constraint, context) });
      }
    },
  },
});

/** The name that PostgreSQL would give: `ChooseConstraintName` of its source. Not where it would have to be cut, or numbered. */
function naming({ text, span, table, relation, siblings }: AlterCommand, constraint: Constraint, { catalog }: RuleContext): readonly FixDraft[] {
  const label = labels[constraint.contype ?? 'CONSTR_NULL'];
  const columns = columnsOf(constraint);
  if (text === undefined || label === undefined || columns.includes('')) return [];
  const name = [table.name, ...(constraint.contype === 'CONSTR_PRIMARY' || (constraint.contype === 'CONSTR_CHECK' && columns.length !== 1) ? [] : columns), label].join('_');
  const taken = relation === undefined || relation.constraints.some((other) => other.name === name) || catalog.relation({ schema: relation.schema, name }) !== undefined
    || catalog.index({ schema: relation.schema, name }) !== undefined || siblings.filter(({ subtype }) => subtype === 'AT_AddConstraint').length > 1;
  if (truncateIdentifier(name) !== name) return [];
  const at = span.start + 'ADD'.length;
  return [{ title: `Call it ${name}`, kind: taken ? 'suggestion' : 'safe', edits: [{ start: at, end: at, text: ` CONSTRAINT ${quoteIdentifier(name)}` }] }];
}

const labels: { readonly [K in Constraint['contype'] & string]?: string } = {
  CONSTR_PRIMARY: 'pkey', CONSTR_UNIQUE: 'key', CONSTR_FOREIGN: 'fkey', CONSTR_CHECK: 'check', CONSTR_NOTNULL: 'not_null',
};

/** Columns of the key, or that a CHECK names, each once. */
function columnsOf(constraint: Constraint): readonly string[] {
  if (constraint.contype === 'CONSTR_CHECK') return columnsIn(constraint.raw_expr);
  return namesOf(constraint.contype === 'CONSTR_FOREIGN' ? constraint.fk_attrs : constraint.keys);
}
