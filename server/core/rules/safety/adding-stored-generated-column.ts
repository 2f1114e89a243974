import { addedColumns, mayRewrite, type AddedColumn, type ColumnClause } from '../../sql/added-column';
import { tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { isWord } from '../../sql/tokens';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './adding-stored-generated-column.md';

export const addingStoredGeneratedColumn = defineRule({
  id: 'adding-stored-generated-column',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { strongMigrations: 'add_column_generated_stored' },
  peers: ['Squawk', 'Postgres Language Server', 'eugene', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'diesel-guard'],
  doc,
  messages: {
    rewrites:
      'Adding the stored generated column {column} computes it for every row that is there: it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew. Add a plain column that a trigger keeps up to date and fill it in batches, or put an index on the expression instead.',
    rewrites18:
      'Adding the stored generated column {column} computes it for every row that is there: it takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the table and all its indexes are written anew. A VIRTUAL column is computed when it is read and costs nothing to add; if the value must be stored, add a plain column that a trigger keeps up to date and fill it in batches.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedColumns(node, context)) {
        const clause = added.clauses.find(({ kind }) => kind === 'CONSTR_GENERATED');
        // Before 18 every generated column is stored.
        if (clause === undefined || (clause.constraint.generated_kind === 'v' && context.pgVersion >= 18) || !mayRewrite(added, context)) continue;
        context.report({
          span: added.alter.span,
          message: context.pgVersion >= 18 ? 'rewrites18' : 'rewrites',
          data: { column: quoteIdentifier(added.name), table: context.display(added.alter.table) },
          fixes: context.pgVersion >= 18 ? virtual(added, clause, context) : [],
        });
      }
    },
  },
});

/** A virtual column has no index and no foreign key. */
function virtual({ alter, clauses }: AddedColumn, { span }: ColumnClause, context: RuleContext): readonly FixDraft[] {
  const kinds: readonly string[] = ['CONSTR_PRIMARY', 'CONSTR_UNIQUE', 'CONSTR_FOREIGN'];
  const tokens = tokensOf(context.statement);
  const stored = tokens.list.findLast((token) => token.end <= span.end);
  if (alter.text === undefined || stored === undefined || !isWord(tokens.text, stored, 'stored') || clauses.some(({ kind }) => kinds.includes(kind))) return [];
  return [{ title: 'Compute the column when it is read (VIRTUAL: it can have no index)', kind: 'suggestion', edits: [{ start: stored.start, end: stored.end, text: 'VIRTUAL' }] }];
}
