import type { QualifiedName } from '../../catalog/model';
import { enumerate } from '../../effects/locks-in-words';
import { alterCommands } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import type { Span } from '../../text/span';
import { defineRule, type FileContext, type Note } from '../rule';
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
    required: 'From now on nothing fills {columns} of {table}, which must not be NULL: every INSERT that leaves it out fails, also of the version of the application that still runs. Drop a default when all code that writes the table names the column.',
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
    const notes = context.notes() as readonly Note<Dropped>[];
    const said = new Set<string>();
    for (const { number, value: { table, span } } of notes) {
      const key = `${table.schema}.${table.name}`;
      const columns = new Set(notes.flatMap(({ value }) => (value.table.name === table.name && value.table.schema === table.schema && isRequired(value, context) ? [quoteIdentifier(value.column)] : [])));
      if (said.has(key) || columns.size === 0) continue;
      said.add(key);
      context.report(number, { span, message: 'required', data: { columns: enumerate([...columns], 3), table: context.display(table) } });
    }
  },
});

/** To change a type, the default is dropped and set again. */
function isRequired({ table, column: name }: Dropped, context: FileContext): boolean {
  const column = context.catalogAfter.relation(table)?.columns.find((each) => each.name === name);
  return column?.notNull === true && column.defaultExpression === undefined && column.generated === undefined;
}
