import { mayExist } from '../../sql/may-exist';
import { quoteIdentifier, referenceOf } from '../../sql/names';
import { keyOfName, namesTaken, reportNamesLeft, type NameNote } from '../../sql/names-left';
import { defineRule } from '../rule';
import doc from './set-schema.md';

const relations: ReadonlySet<string> = new Set(['OBJECT_TABLE', 'OBJECT_VIEW', 'OBJECT_MATVIEW', 'OBJECT_FOREIGN_TABLE']);

export const setSchema = defineRule({
  id: 'set-schema',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot', 'pgrubic'],
  doc,
  messages: {
    breaks:
      'As soon as {table} is in the schema {schema}, every running version of the application that names it with the old schema, or has only the old one on its search path, fails. Create a view in the old place in the same transaction. The ACCESS EXCLUSIVE lock lasts as long as the transaction.',
  },
  visit: {
    ...namesTaken,
    AlterObjectSchemaStmt(node, context) {
      if (node.relation === undefined || node.newschema === undefined || !relations.has(node.objectType ?? '')) return;
      const table = referenceOf(node.relation);
      const now = context.catalog.resolve(table);
      context.note({ takes: `${node.newschema}.${now.name}` } satisfies NameNote);
      if (context.direction === 'down' || context.isNew(table) || table.schema === 'pg_temp' || now.schema === node.newschema) return;
      if (context.relation(table) === undefined && !mayExist(node.missing_ok, context)) return;
      const data = { table: context.display(table), schema: quoteIdentifier(node.newschema) };
      context.note({ leaves: keyOfName(context.catalog, table), report: { span: { start: 0, end: context.statement.text.length }, message: 'breaks', data } } satisfies NameNote);
    },
  },
  end: reportNamesLeft,
});
