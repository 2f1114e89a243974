import type { RenameStmt } from '@pgsql/types';
import { mayExist } from '../../sql/may-exist';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { defineRule, type Note, type Report, type RuleContext } from '../rule';
import doc from './renaming-column.md';

/** What a statement does with the names of columns, each as `schema.table.column`. */
interface ColumnNames {
  readonly frees?: string;
  readonly takes?: string;
  readonly report?: Report;
}

export const renamingColumn = defineRule({
  id: 'renaming-column',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  alike: { squawk: 'renaming-column', postgresLanguageServer: 'renamingColumn', strongMigrations: 'rename_column' },
  peers: ['Squawk', 'Postgres Language Server', 'strong_migrations', 'online_migrations', 'pgfence', 'MigrationPilot', 'pgsafe', 'pgrubic', 'Atlas', 'Bytebase', 'diesel-guard'],
  doc,
  messages: {
    column:
      'As soon as {column} of {table} is called {name}, every running version of the application that still uses the old name fails. Add a column {name}, keep both filled by a trigger until nothing uses {column}, then drop it. The ACCESS EXCLUSIVE lock lasts as long as the transaction.',
    attribute: 'As soon as the attribute {column} of the type {table} is called {name}, every running version of the application, and every function body, that still uses the old name fails. Add an attribute {name} and drop the old one when nothing uses it.',
  },
  visit: {
    AlterTableStmt(node, context) {
      if (node.relation === undefined) return;
      const table = keyOfName(context.catalog, referenceOf(node.relation));
      for (const each of node.cmds ?? []) {
        const command = 'AlterTableCmd' in each ? each.AlterTableCmd : undefined;
        if (command?.subtype === 'AT_DropColumn') context.note({ frees: `${table}.${command.name}` } satisfies ColumnNames);
        if (command?.subtype === 'AT_AddColumn' && command.def !== undefined && 'ColumnDef' in command.def) context.note({ takes: `${table}.${command.def.ColumnDef.colname}` } satisfies ColumnNames);
      }
    },
    RenameStmt(node, context) {
      if (node.relation === undefined || node.subname === undefined || node.newname === undefined) return;
      const isAttribute = node.renameType === 'OBJECT_ATTRIBUTE';
      if (!isAttribute && (node.renameType !== 'OBJECT_COLUMN' || node.relationType !== 'OBJECT_TABLE')) return;
      const table = keyOfName(context.catalog, referenceOf(node.relation));
      const report = isOld(node, context) ? reportOf(node, isAttribute ? 'attribute' : 'column', context) : undefined;
      context.note({ frees: `${table}.${node.subname}`, takes: `${table}.${node.newname}`, ...(report === undefined ? {} : { report }) } satisfies ColumnNames);
    },
  },
  end(context) {
    const notes = context.notes() as readonly Note<ColumnNames>[];
    notes.forEach(({ value, number, unit, transaction }, index) => {
      if (value.report === undefined) return;
      // Two columns that change places leave the name there for those who use it.
      const filledAgain = notes.slice(index + 1).some((later) => later.unit === unit && later.value.takes === value.frees);
      const before = notes.slice(0, index).filter((earlier) => earlier.unit === unit);
      const takesOver = before.some((earlier) => earlier.value.frees === value.takes);
      // The column got its name in this migration, so nobody uses that yet.
      if (before.some((earlier) => earlier.value.takes === value.frees)) return;
      if ((!filledAgain && !takesOver) || transaction === 'outside') context.report(number, value.report);
    });
  },
});

function isOld(node: RenameStmt, context: RuleContext): boolean {
  if (node.relation === undefined || context.direction === 'down') return false;
  const name = referenceOf(node.relation);
  if (name.schema === 'pg_temp' || context.isNew(name)) return false;
  if (node.renameType === 'OBJECT_ATTRIBUTE') return true;
  const relation = context.relation(name);
  return relation === undefined ? mayExist(node.missing_ok, context) : relation.kind === 'table' || relation.kind === 'partitioned';
}

function reportOf(node: RenameStmt, message: string, context: RuleContext): Report {
  const { relation, subname = '', newname = '' } = node;
  const table = relation === undefined ? '' : context.display(referenceOf(relation));
  return { span: { start: 0, end: context.statement.text.length }, message, data: { table, column: quoteIdentifier(subname), name: quoteIdentifier(newname) } };
}
