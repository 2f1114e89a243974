import type { UpdateStmt } from '@pgsql/types';
import type { QualifiedName } from '../../catalog/model';
import { alterCommands } from '../../sql/alter-command';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineRule, type Note, type Report } from '../rule';
import doc from './change-column-default-partial-writes.md';

/** A default for a column that had none, or an UPDATE that fills columns. */
type DefaultNote = { readonly key: string; readonly table: QualifiedName; readonly column: string; readonly report: Report } | { readonly filled: readonly string[] };

export const changeColumnDefaultPartialWrites = defineRule({
  id: 'change-column-default-partial-writes',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['strong_migrations', 'online_migrations', 'MigrationPilot'],
  doc,
  messages: {
    empty: 'The default holds for rows that come from now on and do not name {column}: the rows of {table} that are there keep their NULL, and so does every row that the application writes with {column} empty. Fill the old rows in batches if the code counts on a value.',
  },
  visit: {
    UpdateStmt(node, context) {
      if (node.relation === undefined || !context.migration) return;
      const table = keyOfName(context.catalog, referenceOf(node.relation));
      context.note({ filled: columnsSet(node).map((column) => `${table}.${column}`) } satisfies DefaultNote);
    },
    AlterTableStmt(node, context) {
      if (context.direction === 'down' || !context.migration) return;
      for (const { command: { subtype, name, def }, relation, span, table } of alterCommands(node, context)) {
        const column = relation?.columns.find((each) => each.name === name);
        if (subtype !== 'AT_ColumnDefault' || def === undefined || column === undefined || isNull(def)) continue;
        if (column.notNull || column.defaultExpression !== undefined || column.generated !== undefined) continue;
        context.note({
          key: `${keyOfName(context.catalog, table)}.${column.name}`, table: context.catalog.resolve(table), column: column.name,
          report: { span, message: 'empty', data: { column: quoteIdentifier(column.name), table: context.display(table) } },
        } satisfies DefaultNote);
      }
    },
  },
  end(context) {
    const notes = context.notes() as readonly Note<DefaultNote>[];
    const filled = new Set(notes.flatMap(({ value }) => ('filled' in value ? value.filled : [])));
    for (const { number, value } of notes) {
      if (!('key' in value) || filled.has(value.key)) continue;
      const column = context.catalogAfter.relation(value.table)?.columns.find(({ name }) => name === value.column);
      // To add a column, give it a default and fill it later is the way that blocks nobody.
      if (column !== undefined && !column.notNull && column.origin.file !== context.file) return context.report(number, value.report);
    }
  },
});

function isNull(node: object): boolean {
  return 'A_Const' in node && (node.A_Const as { readonly isnull?: boolean }).isnull === true;
}

function columnsSet({ targetList = [] }: UpdateStmt): readonly string[] {
  return targetList.flatMap((target) => ('ResTarget' in target ? (target.ResTarget.name ?? []) : []));
}
