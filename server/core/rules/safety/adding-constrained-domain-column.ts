import { addedColumns, mayRewrite, type AddedColumn } from '../../sql/added-column';
import { formatName, quoteIdentifier } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './adding-constrained-domain-column.md';

export const addingConstrainedDomainColumn = defineRule({
  id: 'adding-constrained-domain-column',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    rewrites:
      'The domain {domain} has a constraint, so adding {column} takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew, even without a default. Give the column the type under the domain and add the condition as a CHECK … NOT VALID, to be validated in a later transaction.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedColumns(node, context)) {
        if (!isConstrained(added, context) || !mayRewrite(added, context)) continue;
        context.report({
          span: added.alter.span,
          message: 'rewrites',
          data: { domain: formatName({ name: added.type?.name ?? '' }), column: quoteIdentifier(added.name), table: context.display(added.alter.table) },
        });
      }
    },
  },
});

function isConstrained({ type }: AddedColumn, { catalog }: RuleContext): boolean {
  if (type === undefined || type.array) return false;
  const known = catalog.type({ schema: type.schema, name: type.name });
  return known?.kind === 'domain' && known.constrained;
}
