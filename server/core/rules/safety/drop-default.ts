import type { QualifiedName } from '../../catalog/model';
import { alterCommands } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import type { Span } from '../../text/span';
import { defineRule, type Note } from '../rule';
import doc from './drop-default.md';

interface Dropped {
  readonly table: QualifiedName;
  readonly column: string;
  readonly span: Span;
}

export const dropDefault = defineRule({
  id: 'drop-default',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  doc,
  messages: {
    required: '{column} of {table} is NOT NULL and has no default from now on: every INSERT that does not name it fails, also of the version of the application that still runs. Drop the default when all code that writes the table names the column.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (context.direction === 'down' || !context.migration) return;
      for (const { command: { subtype, name, def }, relation, span, table } of alterCommands(node, context)) {
        const column = relation?.columns.find((each) => each.name === name);
        if (subtype !== 'AT_ColumnDefault' || def !== undefined || column?.defaultExpression === undefined || column.generated === 'stored' || column.generated === 'virtual') continue;
        context.note({ table: context.catalog.resolve(table), column: column.name, span } satisfies Dropped);
      }
    },
  },
  end(context) {
    const said = new Set<string>();
    for (const { number, value: { table, column: name, span } } of context.notes() as readonly Note<Dropped>[]) {
      const column = context.catalogAfter.relation(table)?.columns.find((each) => each.name === name);
      // To change a type, the default is dropped and set again.
      if (column?.notNull !== true || column.defaultExpression !== undefined || column.generated !== undefined || said.has(name)) continue;
      said.add(name);
      context.report(number, { span, message: 'required', data: { column: quoteIdentifier(name), table: context.display(table) } });
    }
  },
});
