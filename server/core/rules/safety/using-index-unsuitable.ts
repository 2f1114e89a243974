import type { IndexElem } from '@pgsql/types';
import type { Index } from '../../catalog/model';
import { addedConstraints, allAlterCommands, type AddedConstraint } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
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
        const index = indexOf(added);
        const reason = index && reasonAgainst(index);
        if (reason !== undefined && alter.relation?.kind !== 'partitioned') context.report({ span: alter.span, message: 'refused', data: { ...data, reason } });
      }
    },
  },
});

function indexOf({ alter: { relation }, constraint }: AddedConstraint): Index | undefined {
  return relation?.indexes.find(({ name }) => name === constraint.indexname);
}

/** What `transformIndexConstraint` in parse_utilcmd.c rejects, as far as the statement that made the index tells. */
function reasonAgainst({ unique, where, method, columns, elements, constraint }: Index): string | undefined {
  if (constraint !== undefined) return `belongs to the constraint ${quoteIdentifier(constraint)} already`;
  if (!unique) return 'is not unique';
  if (columns.includes(undefined)) return 'contains an expression';
  if (where !== undefined) return 'is partial';
  if (method !== 'btree') return `is a ${method} index`;
  return elements.some(hasOrder) ? 'is not in the usual order' : undefined;
}

/** ASC is the usual order with NULLS LAST. */
function hasOrder({ ordering, nulls_ordering: nulls }: IndexElem): boolean {
  return ordering === 'SORTBY_DESC' || nulls === 'SORTBY_NULLS_FIRST';
}
