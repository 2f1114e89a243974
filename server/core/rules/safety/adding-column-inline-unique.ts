import { addedColumns, mayScan } from '../../sql/added-column';
import { addUniqueIndex } from '../../sql/added-column-fixes';
import { quoteIdentifier } from '../../sql/names';
import { defineRule } from '../rule';
import doc from './adding-column-inline-unique.md';

export const addingColumnInlineUnique = defineRule({
  id: 'adding-column-inline-unique',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  alike: { squawk: 'disallowed-unique-constraint', postgresLanguageServer: 'disallowUniqueConstraint' },
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'MigrationPilot', 'pgsafe', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    builds:
      'With {key}, adding {column} takes ACCESS EXCLUSIVE on {table}, which blocks reads and writes, and keeps it while the whole table is read to build an index. Add the column alone, build the index with CREATE UNIQUE INDEX CONCURRENTLY, and make it the constraint with ADD CONSTRAINT … USING INDEX.',
  },
  visit: {
    AlterTableStmt(node, context) {
      for (const added of addedColumns(node, context)) {
        for (const clause of added.clauses) {
          const primary = clause.kind === 'CONSTR_PRIMARY';
          // A primary key without a value is refused; a table that is written anew gets its indexes on the way.
          if ((!primary && clause.kind !== 'CONSTR_UNIQUE') || (primary && !added.filled)) continue;
          if (!mayScan(added, context)) continue;
          context.report({
            span: clause.span,
            message: 'builds',
            data: { key: primary ? 'PRIMARY KEY' : 'UNIQUE', column: quoteIdentifier(added.name), table: context.display(added.alter.table) },
            fixes: [addUniqueIndex(added, clause, context)].flatMap((fix) => fix ?? []),
          });
        }
      }
    },
  },
});
