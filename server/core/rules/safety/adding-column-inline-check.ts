import { addedColumns, mayScan, type AddedColumn, type ColumnClause } from '../../sql/added-column';
import { addNotValid } from '../../sql/added-column-fixes';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './adding-column-inline-check.md';

export const addingColumnInlineCheck = defineRule({
  id: 'adding-column-inline-check',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { eugene: 'E1' },
  peers: ['eugene', 'MigrationPilot', 'pgsafe'],
  doc,
  messages: {
    scans:
      'With this CHECK, adding {column} takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read, although the new column is the same in every row. Add the constraint NOT VALID, and validate it in a later transaction: that lets reads and writes go on.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedColumns(node, context)) {
        for (const clause of added.clauses) if (isTested(clause)) report(added, clause, context);
      }
    },
  },
});

function isTested({ kind, attributes }: ColumnClause): boolean {
  return kind === 'CONSTR_CHECK' && !attributes.includes('CONSTR_ATTR_NOT_ENFORCED');
}

function report(added: AddedColumn, clause: ColumnClause, context: RuleContext): void {
  // Where the table is written anew, the rule that says so says enough: the rows are tested on the way.
  if (!mayScan(added, context)) return;
  context.report({
    span: clause.span,
    message: 'scans',
    data: { column: quoteIdentifier(added.name), table: context.display(added.alter.table) },
    fixes: [addNotValid(added, clause, context)].flatMap((fix) => fix ?? []),
  });
}
