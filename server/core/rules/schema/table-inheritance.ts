import { findKeywordHere, tokensOf } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { enumerate } from '../../sql/new-columns';
import { defineRule } from '../rule';
import doc from './table-inheritance.md';

export const tableInheritance = defineRule({
  id: 'table-inheritance',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['pgrubic', 'pg-index-health'],
  doc,
  messages: {
    inherits: '{table} inherits the columns of {parents}, but not its primary key, unique constraints, foreign keys or indexes: the same key may stand in both, and a foreign key to the parent does not see the rows of the child. Use partitions, or a table of its own with a foreign key.',
  },
  visit: {
    CreateStmt({ relation, inhRelations, partbound }, context, ancestors) {
      const parents = (inhRelations ?? []).flatMap((parent) => ('RangeVar' in parent ? [parent.RangeVar] : []));
      if (relation === undefined || parents.length === 0 || partbound !== undefined || ancestors.length > 0) return;
      if (context.direction === 'down' || relation.relpersistence === 't') return;
      context.report({
        span: findKeywordHere(tokensOf(context.statement), 0, 'inherits') ?? { start: 0, end: context.statement.text.length },
        message: 'inherits',
        data: { table: context.display(referenceOf(relation)), parents: enumerate(parents.map((parent) => context.display(referenceOf(parent)))) },
      });
    },
  },
});
