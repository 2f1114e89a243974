import { addedConstraints, allAlterCommands } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import { reasonAgainst } from '../key-index';
import { defineRule } from '../rule';
import doc from './using-index-unsuitable.md';

export const usingIndexUnsuitable = defineRule({
  id: 'using-index-unsuitable',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    refused: 'PostgreSQL refuses to make {index} a constraint: the index {reason}. Build a plain unique btree index for it, without WHERE, expressions and an order of its own.',
    partitioned:
      'PostgreSQL refuses this: {table} is partitioned, and an index of such a table cannot be made a constraint. Make the index of each partition a constraint there, add the constraint to ONLY {table}, and attach them with ALTER INDEX … ATTACH PARTITION.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedConstraints(allAlterCommands(node, context))) {
        const { alter, constraint: { indexname: name } } = added;
        if (name === undefined) continue;
        const data = { table: context.display(alter.table), index: quoteIdentifier(name) };
        if (alter.relation?.kind === 'partitioned') context.report({ span: alter.span, message: 'partitioned', data });
        const reason = reasonAgainst(added);
        if (reason !== undefined && alter.relation?.kind !== 'partitioned') context.report({ span: alter.span, message: 'refused', data: { ...data, reason } });
      }
    },
  },
});
