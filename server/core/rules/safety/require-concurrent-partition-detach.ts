import { locksInWords } from '../../effects/locks-in-words';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { referenceOf } from '../../sql/names';
import { defaultPartitionOf } from '../../sql/partition-checks';
import { defineRule, type RuleContext } from '../rule';
import doc from './require-concurrent-partition-detach.md';

/** The first version that can detach concurrently. */
const concurrentSince = 14;

export const requireConcurrentPartitionDetach = defineRule({
  id: 'require-concurrent-partition-detach',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'require-concurrent-partition-detach' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic'],
  doc,
  messages: {
    blocks: 'Detaching {partition} takes {locks}: every query on {table}, whichever partition it needs, waits until the transaction ends. Detach it with CONCURRENTLY.',
    inTransaction:
      'Detaching {partition} takes {locks}: every query on {table}, whichever partition it needs, waits until the transaction ends. CONCURRENTLY does not block, but it cannot run inside a transaction: move the statement to a migration of its own that runs without one.',
    hasDefault:
      'Detaching {partition} takes {locks}: every query on {table}, whichever partition it needs, waits until the transaction ends. CONCURRENTLY is refused as long as {table} has the default partition {default}: set a short lock_timeout and try again until it succeeds.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (context.pgVersion < concurrentSince) return;
      for (const alter of alterCommands(node, context)) {
        const { def, subtype } = alter.command;
        if (subtype !== 'AT_DetachPartition' || def === undefined || !('PartitionCmd' in def) || def.PartitionCmd.concurrent || def.PartitionCmd.name === undefined) continue;
        const partition = referenceOf(def.PartitionCmd.name);
        if (!context.isNew(partition)) report(alter, context.display(partition), context);
      }
    },
  },
});

function report(alter: AlterCommand, partition: string, context: RuleContext): void {
  const fallback = defaultPartitionOf(context.catalog, context.catalog.resolve(alter.table));
  const message = fallback !== undefined ? 'hasDefault' : context.transaction === 'inside' ? 'inTransaction' : 'blocks';
  // Where the history does not know all partitions, one of them may be the default one.
  const certain = alter.relation !== undefined && !alter.relation.assumed && !alter.relation.partitionsUnknown;
  context.report({
    span: alter.span,
    message,
    data: {
      table: context.display(alter.table), partition, default: fallback === undefined ? '' : context.display(fallback),
      locks: locksInWords(context.effects(), context.display, (name) => !context.isNew(name)),
    },
    fixes: message === 'blocks' && alter.text !== undefined
      ? [{ title: 'Detach the partition with CONCURRENTLY', kind: certain ? 'safe' : 'suggestion', edits: [{ start: alter.span.end, end: alter.span.end, text: ' CONCURRENTLY' }] }]
      : [],
    ...(fallback === undefined ? {} : { severity: 'info' as const }),
  });
}
