import { findKeyword, tokensOf } from '../../sql/find';
import { referenceOf, referenceOfList } from '../../sql/names';
import { indexPartByPart } from '../../sql/partitioned-index';
import { defineRule, type RuleContext } from '../rule';
import doc from './index-on-partitioned-parent.md';

export const indexOnPartitionedParent = defineRule({
  id: 'index-on-partitioned-parent',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    create:
      'PostgreSQL rejects CREATE INDEX CONCURRENTLY on the partitioned table {table}. Create the index ON ONLY {table}, build it on each partition with CONCURRENTLY, and attach those with ALTER INDEX … ATTACH PARTITION.',
    drop: 'PostgreSQL rejects DROP INDEX CONCURRENTLY for an index of the partitioned table {table}. Drop it without CONCURRENTLY, with a short lock_timeout, and try again until it succeeds: it locks {table} and all partitions.',
  },
  visit: {
    IndexStmt(node, context) {
      if (!node.concurrent || node.relation === undefined) return;
      const relation = context.relation(referenceOf(node.relation));
      // For a temporary table CONCURRENTLY is taken for the plain form.
      if (relation?.kind !== 'partitioned' || relation.temporary) return;
      context.report({ span: toConcurrently(context), message: 'create', data: { table: context.display(relation) }, fixes: indexPartByPart(node, relation, context) });
    },
    DropStmt(node, context) {
      if (!node.concurrent || node.removeType !== 'OBJECT_INDEX') return;
      for (const object of node.objects ?? []) {
        const name = 'List' in object ? referenceOfList(object.List.items) : undefined;
        const relation = name === undefined ? undefined : context.catalog.index(name)?.relation;
        if (relation?.kind === 'partitioned' && !relation.temporary) context.report({ span: toConcurrently(context), message: 'drop', data: { table: context.display(relation) } });
      }
    },
  },
});

function toConcurrently(context: RuleContext): { readonly start: number; readonly end: number } {
  return { start: 0, end: findKeyword(tokensOf(context.statement), 0, 'concurrently')?.end ?? context.statement.text.length };
}
