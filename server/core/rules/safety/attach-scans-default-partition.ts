import type { CreateStmt } from '@pgsql/types';
import type { Reference } from '../../catalog/model';
import { alterCommands } from '../../sql/alter-command';
import { findKeyword, tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { defaultPartitionOf, mayProveBounds } from '../../sql/partition-checks';
import type { Span } from '../../text/span';
import { defineRule, type RuleContext } from '../rule';
import doc from './attach-scans-default-partition.md';

export const attachScansDefaultPartition = defineRule({
  id: 'attach-scans-default-partition',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    scans:
      'The new partition of {table} makes PostgreSQL read all of the default partition {default}, to see that none of its rows belongs there; an ACCESS EXCLUSIVE lock keeps every query from {default} meanwhile. First add a CHECK to {default} that excludes the bounds, as NOT VALID, and validate it in another transaction.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const { command, table, span } of alterCommands(node, context)) {
        if (command.subtype === 'AT_AttachPartition' && command.def !== undefined && 'PartitionCmd' in command.def) report(table, span, context);
      }
    },
    CreateStmt(node, context) {
      const parent = node.partbound === undefined ? undefined : parentOf(node);
      if (parent === undefined || context.isNew(parent)) return;
      const keyword = findKeyword(tokensOf(context.statement), 0, 'partition', 'of');
      report(parent, keyword ?? { start: 0, end: context.statement.text.length }, context);
    },
  },
});

function parentOf({ inhRelations }: CreateStmt): Reference | undefined {
  const [first] = inhRelations ?? [];
  return first !== undefined && 'RangeVar' in first ? referenceOf(first.RangeVar) : undefined;
}

function report(table: Reference, span: Span, context: RuleContext): void {
  const parent = context.relation(table);
  const fallback = parent === undefined ? undefined : defaultPartitionOf(context.catalog, parent);
  if (fallback === undefined || context.isNew(fallback) || mayProveBounds(fallback, parent)) return;
  const scanned = context.effects().scans.some(({ schema, name }) => schema === fallback.schema && name === fallback.name);
  // A CHECK about anything else leaves the effects in doubt, but proves nothing about the key.
  if (!scanned && !fallback.constraints.some(({ kind }) => kind === 'check')) return;
  context.report({ span, message: 'scans', data: { table: context.display(table), default: context.display(fallback) } });
}
