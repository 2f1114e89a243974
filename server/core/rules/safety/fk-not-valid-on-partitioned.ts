import { addedConstraints, allAlterCommands } from '../../sql/alter-command';
import { defineRule } from '../rule';
import doc from './fk-not-valid-on-partitioned.md';

export const fkNotValidOnPartitioned = defineRule({
  id: 'fk-not-valid-on-partitioned',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    refused:
      'PostgreSQL refuses this: {table} is partitioned, and before version 18 such a table takes no NOT VALID foreign key. Add it NOT VALID to each partition and validate it there; then add it to {table}, which adopts those and reads nothing.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (context.pgVersion >= 18) return;
      for (const { alter, constraint } of addedConstraints(allAlterCommands(node, context))) {
        if (constraint.contype !== 'CONSTR_FOREIGN' || !constraint.skip_validation || alter.relation?.kind !== 'partitioned') continue;
        context.report({ span: alter.span, message: 'refused', data: { table: context.display(alter.table) } });
      }
    },
  },
});
