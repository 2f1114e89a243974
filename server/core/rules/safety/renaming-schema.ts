import { quoteIdentifier } from '../../sql/names';
import { defineRule, type Note } from '../rule';
import doc from './renaming-schema.md';

type SchemaNote = { readonly made: string } | { readonly from: string; readonly to: string; readonly length: number };

export const renamingSchema = defineRule({
  id: 'renaming-schema',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['MigrationPilot', 'pgrubic', 'pgsafe'],
  doc,
  messages: {
    breaks:
      'As soon as the schema {schema} is called {name}, every running version of the application that names it or has it on its search path fails, and so do functions that set it as theirs. Put the new name on the search path of all roles first, or create a new schema and move the tables one by one.',
  },
  visit: {
    CreateSchemaStmt(node, context) {
      if (node.schemaname !== undefined) context.note({ made: node.schemaname } satisfies SchemaNote);
    },
    RenameStmt(node, context) {
      if (node.renameType !== 'OBJECT_SCHEMA' || node.subname === undefined || node.newname === undefined || context.direction === 'down') return;
      context.note({ from: node.subname, to: node.newname, length: context.statement.text.length } satisfies SchemaNote);
    },
  },
  end(context) {
    const made = new Set<string>();
    for (const { number, value, unit } of context.notes() as readonly Note<SchemaNote>[]) {
      if ('made' in value) made.add(`${unit} ${value.made}`);
      else if (!made.has(`${unit} ${value.from}`)) {
        context.report(number, { span: { start: 0, end: value.length }, message: 'breaks', data: { schema: quoteIdentifier(value.from), name: quoteIdentifier(value.to) } });
      }
    }
  },
});
