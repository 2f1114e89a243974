import type { DeleteStmt, InsertStmt, UpdateStmt } from '@pgsql/types';
import { alterCommands, type AlterCommand } from '../../sql/alter-command';
import { enumerate } from '../../effects/locks-in-words';
import { spanOfName, tokensOf } from '../../sql/find';
import { quoteIdentifier } from '../../sql/names';
import { castsOf, writtenType } from '../../sql/type-change';
import { defineRule, type Ancestor, type Note, type Report, type RuleContext } from '../rule';
import doc from './enum-value-removed.md';

interface Removed {
  /** Columns of one type lose its values together. */
  readonly types: string;
  readonly report: Report;
}

export const enumValueRemoved = defineRule({
  id: 'enum-value-removed',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot', 'Atlas'],
  doc,
  messages: {
    fails: '{to} lacks {values} of {from}: this fails as soon as one row of {table} has such a value, and from then on every version of the application that writes one gets an error. Change the rows first, deploy code that does without, and leave unused values where they are: they cost nothing.',
    refused: '{to} lacks {values} of {from}: whatever becomes of the rows of {table}, every running version of the application that still writes such a value, or compares with it, gets an error. Deploy code that does without first; an unused value costs nothing.',
    catalog: 'PostgreSQL does not look at what is written to pg_enum: rows and indexes that hold a value keep its number, and reading them fails once it is gone. Make a new type, or leave the value unused.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (context.direction === 'down') return;
      for (const alter of alterCommands(node, context)) if (alter.command.subtype === 'AT_AlterColumnType') noteChange(alter, context);
    },
    DeleteStmt: noteCatalog,
    UpdateStmt: noteCatalog,
    InsertStmt: noteCatalog,
  },
  end(context) {
    const said = new Set<string>();
    for (const { number, value: { types, report } } of context.notes() as readonly Note<Removed>[]) {
      if (!said.has(types)) context.report(number, report);
      said.add(types);
    }
  },
});

function noteChange({ command: { def, name = '' }, relation, span, table }: AlterCommand, context: RuleContext): void {
  const from = relation?.columns.find((column) => column.name === name)?.type;
  const written = def !== undefined && 'ColumnDef' in def ? def.ColumnDef : undefined;
  const to = writtenType(written?.typeName);
  if (from === undefined || to === undefined) return;
  const [old, made] = [context.catalog.type(from), context.catalog.type(to)];
  if (old?.kind !== 'enum' || made?.kind !== 'enum' || made.labels.length === 0) return;
  const lost = old.labels.filter((label) => !made.labels.includes(label));
  if (lost.length === 0) return;
  // Whoever computes the value says what is to become of the rows.
  const message = castsOf(written?.raw_default, name) === undefined ? 'refused' : 'fails';
  const data = { from: context.display(old), to: context.display(made), values: enumerate(lost.map((label) => `'${label}'`), 3), table: context.display(table), column: quoteIdentifier(name) };
  context.note({ types: `${from.name} ${to.name}`, report: { span, message, data } } satisfies Removed);
}

function noteCatalog({ relation }: DeleteStmt | UpdateStmt | InsertStmt, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (relation?.relname !== 'pg_enum' || (relation.schemaname !== undefined && relation.schemaname !== 'pg_catalog') || ancestors.length > 0) return;
  const end = spanOfName(relation.location ?? 0, tokensOf(context.statement))?.end ?? context.statement.text.length;
  context.note({ types: `pg_enum ${context.statement.text}`, report: { span: { start: 0, end }, message: 'catalog' } } satisfies Removed);
}
