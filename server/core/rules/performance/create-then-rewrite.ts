import type { ColumnDef } from '@pgsql/types';
import { alterCommands } from '../../sql/alter-command';
import { quoteIdentifier } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineRule, type Note, type Report } from '../rule';
import doc from './create-then-rewrite.md';

/** A column that a statement adds, or one that it changes so that the rows are read or written anew. */
type ColumnNote = { readonly adds: string; readonly filled: boolean } | { readonly changes: string; readonly report: Report };

export const createThenRewrite = defineRule({
  id: 'create-then-rewrite',
  severity: 'info',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    retyped: '{column} was added to {table} further up in this file: give it this type there, and the table is not gone through for it.',
    required: '{column} was added to {table} with a default further up in this file: ADD COLUMN … NOT NULL DEFAULT … says both at once and reads no row, this reads all of them.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (context.direction === 'down' || !context.migration) return;
      for (const { command: { subtype, name, def }, relation, span, table } of alterCommands(node, context)) {
        const key = (column: string) => `${keyOfName(context.catalog, table)}.${column}`;
        if (subtype === 'AT_AddColumn' && def !== undefined && 'ColumnDef' in def && def.ColumnDef.colname !== undefined) context.note({ adds: key(def.ColumnDef.colname), filled: hasDefault(def.ColumnDef) } satisfies ColumnNote);
        if (name === undefined || (subtype !== 'AT_AlterColumnType' && subtype !== 'AT_SetNotNull')) continue;
        const column = relation?.columns.find((each) => each.name === name);
        const retyped = subtype === 'AT_AlterColumnType';
        if (column === undefined || (!retyped && (column.notNull || column.defaultExpression === undefined || column.generated !== undefined))) continue;
        const data = { column: quoteIdentifier(name), table: context.display(table) };
        context.note({ changes: key(name), report: { span, message: retyped ? 'retyped' : 'required', data } } satisfies ColumnNote);
      }
    },
  },
  end(context) {
    const added = new Map<string, boolean>();
    for (const { number, unit, value } of context.notes() as readonly Note<ColumnNote>[]) {
      if ('adds' in value) {
        added.set(`${unit} ${value.adds}`, value.filled);
        continue;
      }
      const filled = added.get(`${unit} ${value.changes}`);
      // A default that was set afterwards has filled no row.
      if (filled === true || (filled === false && value.report.message === 'retyped')) context.report(number, value.report);
    }
  },
});

function hasDefault({ constraints = [] }: ColumnDef): boolean {
  return constraints.some((each) => 'Constraint' in each && each.Constraint.contype === 'CONSTR_DEFAULT');
}
