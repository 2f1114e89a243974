import { quoteIdentifier, referenceOfList } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './drop-index-backing-constraint.md';

export const dropIndexBackingConstraint = defineRule({
  id: 'drop-index-backing-constraint',
  severity: 'error',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    rejected:
      'PostgreSQL refuses to drop the index {index}, because the constraint {constraint} of {table} is made of it, and the whole migration fails. Drop the constraint with ALTER TABLE {table} DROP CONSTRAINT {constraint}; to build the index anew, use REINDEX INDEX CONCURRENTLY.',
  },
  visit: {
    DropStmt(node, context) {
      if (node.removeType !== 'OBJECT_INDEX') return;
      for (const object of node.objects ?? []) {
        const name = 'List' in object ? referenceOfList(object.List.items) : undefined;
        const found = name === undefined ? undefined : context.catalog.index(name);
        if (found?.index.constraint === undefined) continue;
        const { relation, index } = found;
        context.report({
          span: { start: 0, end: context.statement.text.length },
          message: 'rejected',
          data: { index: quoteIdentifier(index.name), constraint: quoteIdentifier(found.index.constraint), table: context.display(relation) },
        });
      }
    },
  },
});
