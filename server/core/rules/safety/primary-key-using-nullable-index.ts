import { addedConstraints, alterCommands, type AddedConstraint } from '../../sql/alter-command';
import { findNotNullProof } from '../../sql/not-null-proof';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './primary-key-using-nullable-index.md';

export const primaryKeyUsingNullableIndex = defineRule({
  id: 'primary-key-using-nullable-index',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  alike: { eugene: 'W14' },
  peers: ['eugene', 'Atlas'],
  doc,
  messages: {
    scans:
      'The index is there, but {columns} of {table} may be NULL: making it the primary key takes ACCESS EXCLUSIVE, which blocks reads and writes, and keeps it while the whole table is read to look for NULL. Make the columns NOT NULL before, through a constraint that is added NOT VALID and validated.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedConstraints(alterCommands(node, context))) {
        const columns = nullable(added);
        if (columns.length === 0 || context.effects().scans.length === 0) continue;
        const { span, table } = added.alter;
        context.report({ span, message: 'scans', data: { columns: columns.map(quoteIdentifier).join(', '), table: context.display(table) } });
      }
    },
  },
});

/** Columns of the index that are not NOT NULL, as far as the index and the table are known. What SET NOT NULL reads in the same statement is its own finding. */
function nullable({ alter: { relation, siblings }, constraint }: AddedConstraint): readonly string[] {
  if (constraint.contype !== 'CONSTR_PRIMARY' || constraint.indexname === undefined || relation?.columnsKnown !== true) return [];
  const index = relation.indexes.find(({ name }) => name === constraint.indexname);
  return (index?.columns ?? []).flatMap((name) => {
    const column = relation.columns.find((own) => own.name === name);
    if (column === undefined || column.notNull || findNotNullProof(relation, column.name) !== undefined) return [];
    return siblings.some((sibling) => sibling.subtype === 'AT_SetNotNull' && sibling.name === column.name) ? [] : [column.name];
  });
}
