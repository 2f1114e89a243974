import { addedColumns, type AddedColumn, type ColumnClause } from '../../sql/added-column';
import { addNotValid } from '../../sql/added-column-fixes';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { defineRule, type RuleContext } from '../rule';
import doc from './adding-column-inline-fk.md';

export const addingColumnInlineFk = defineRule({
  id: 'adding-column-inline-fk',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'adding-foreign-key-constraint' },
  peers: ['Squawk', 'pgfence', 'MigrationPilot', 'pgsafe', 'online_migrations'],
  doc,
  messages: {
    scans:
      'With this foreign key and a value for every row, adding {column} takes {locks}, and keeps that while every row of {table} is looked up in {referenced}. Add the foreign key NOT VALID, and validate it in a later transaction: that blocks nobody.',
    locks:
      'With this foreign key, adding {column} takes {locks}. No row is read, because the column is empty, so that lasts only as long as the transaction; set a lock_timeout, so that nobody queues behind it for long.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedColumns(node, context)) {
        for (const clause of added.clauses) {
          if (clause.kind === 'CONSTR_FOREIGN' && !clause.attributes.includes('CONSTR_ATTR_NOT_ENFORCED')) report(added, clause, context);
        }
      }
    },
  },
});

function report(added: AddedColumn, clause: ColumnClause, context: RuleContext): void {
  const { alter, filled } = added;
  const { pktable } = clause.constraint;
  if (pktable === undefined) return;
  const target = referenceOf(pktable);
  const [table, referenced] = [context.display(alter.table), context.display(target)];
  const other = referenced !== table && !context.isNew(target);
  // The lock on the table itself is that of every ADD COLUMN.
  if (!filled && !other) return;
  const locks = `ACCESS EXCLUSIVE on ${table}, which blocks reads and writes${other ? `, and SHARE ROW EXCLUSIVE on ${referenced}, which blocks writes` : ''}`;
  const data = { column: quoteIdentifier(added.name), table, referenced: referenced === table ? 'it' : referenced, locks };
  if (!filled) return context.report({ span: clause.span, message: 'locks', data, severity: 'info' });
  // Before 18 a partitioned table takes no foreign key that is NOT VALID.
  const refused = alter.relation?.kind === 'partitioned' && context.pgVersion < 18;
  context.report({ span: clause.span, message: 'scans', data, fixes: refused ? [] : [addNotValid(added, clause, context)].flatMap((fix) => fix ?? []) });
}
