import { addedColumns, removeClause, type AddedColumn, type ColumnClause } from '../../sql/added-column';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './adding-required-field.md';

export const addingRequiredField = defineRule({
  id: 'adding-required-field',
  severity: 'error',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'adding-required-field', postgresLanguageServer: 'addingRequiredField' },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'Atlas', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    notNull:
      'This fails as soon as {table} has a row: {column} is NOT NULL and has no value for the rows that are there. Give it a constant DEFAULT, or add it without NOT NULL, fill it in batches, and make it NOT NULL then.',
    primary:
      'This fails as soon as {table} has a row: {column} is the primary key and has no value for the rows that are there. Add it without the key, fill it in batches, make it NOT NULL, and build the key from a unique index then.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedColumns(node, context)) {
        const clause = added.clauses.find(({ kind }) => kind === 'CONSTR_PRIMARY') ?? added.clauses.find(({ kind }) => kind === 'CONSTR_NOTNULL');
        if (clause === undefined || added.filled || mayHaveDefault(added, context)) continue;
        context.report({
          span: added.alter.span,
          message: clause.kind === 'CONSTR_PRIMARY' ? 'primary' : 'notNull',
          data: { column: quoteIdentifier(added.name), table: context.display(added.alter.table) },
          fixes: nullable(added, clause, context),
        });
      }
    },
  },
});

/** A domain can have a default of its own. */
function mayHaveDefault({ type }: AddedColumn, { catalog }: RuleContext): boolean {
  return type !== undefined && !type.array && catalog.type({ schema: type.schema, name: type.name })?.kind === 'domain';
}

function nullable({ alter }: AddedColumn, clause: ColumnClause, context: RuleContext): readonly FixDraft[] {
  if (alter.text === undefined || clause.kind !== 'CONSTR_NOTNULL') return [];
  return [{ title: 'Add the column without NOT NULL (then fill it, and make it NOT NULL)', kind: 'suggestion', edits: [removeClause(clause, context)] }];
}
