import { enumerate } from '../../effects/locks-in-words';
import { referenceOfObject } from '../../catalog/ddl/rename';
import { quoteIdentifier } from '../../sql/names';
import { defineRule, type Note, type RuleContext } from '../rule';
import doc from './ban-drop-schema.md';

/** A schema that a statement makes, or the report of one that is dropped unless it was made before. */
type SchemaNote = { readonly made: string } | { readonly dropped: readonly string[]; readonly cascade: boolean; readonly objects: string; readonly length: number };

export const banDropSchema = defineRule({
  id: 'ban-drop-schema',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['Squawk', 'Postgres Language Server', 'pgfence', 'pgsafe', 'MigrationPilot', 'diesel-guard', 'pgrubic', 'Atlas'],
  doc,
  messages: {
    cascade: 'DROP SCHEMA … CASCADE removes {schemas} with everything in it{objects}, and what depends on it elsewhere, without naming any of it. It takes an ACCESS EXCLUSIVE lock on each table, and the rows cannot be had back. Drop the tables by name first, then the empty schema without CASCADE.',
    dataLoss: 'Dropping {schemas} breaks every running version of the application that still names it or has it on its search path. Deploy code that does not use it first.',
    owned: 'DROP OWNED removes every table, view and function of the role in this database, and all its privileges, without naming any of it. Drop them by name, or hand them to another role with REASSIGN OWNED.',
  },
  visit: {
    CreateSchemaStmt(node, context) {
      if (node.schemaname !== undefined) context.note({ made: node.schemaname } satisfies SchemaNote);
    },
    DropStmt(node, context) {
      if (node.removeType !== 'OBJECT_SCHEMA' || context.direction === 'down') return;
      const dropped = (node.objects ?? []).flatMap((object) => referenceOfObject(object)?.name ?? []);
      const cascade = node.behavior === 'DROP_CASCADE';
      context.note({ dropped, cascade, objects: cascade ? contentOf(dropped, context) : '', length: context.statement.text.length } satisfies SchemaNote);
    },
    DropOwnedStmt(_, context) {
      if (context.direction !== 'down') context.report({ span: { start: 0, end: context.statement.text.length }, message: 'owned' });
    },
  },
  end(context) {
    const made = new Set<string>();
    for (const { number, value, unit } of context.notes() as readonly Note<SchemaNote>[]) {
      if ('made' in value) {
        made.add(`${unit} ${value.made}`);
        continue;
      }
      const old = value.dropped.filter((name) => !made.has(`${unit} ${name}`) && !name.startsWith('pg_temp'));
      if (old.length === 0) continue;
      const schemas = `${old.length === 1 ? 'the schema' : 'the schemas'} ${enumerate(old.map(quoteIdentifier), 3)}`;
      context.report(number, { span: { start: 0, end: value.length }, message: value.cascade ? 'cascade' : 'dataLoss', data: { schemas, objects: value.objects } });
    }
  },
});

/** What the history knows to be in the schemas: `, at least 3 tables and 1 view`. */
function contentOf(schemas: readonly string[], context: RuleContext): string {
  let [tables, views] = [0, 0];
  for (const { schema, kind } of context.catalog.relations()) {
    if (!schemas.includes(schema) || kind === 'sequence') continue;
    if (kind === 'view' || kind === 'materialized-view') views++;
    else tables++;
  }
  const parts = [count(tables, 'table'), count(views, 'view')].filter((part) => part !== '');
  return parts.length === 0 ? '' : `, at least ${enumerate(parts)}`;
}

function count(number: number, word: string): string {
  return number === 0 ? '' : `${number} ${word}${number === 1 ? '' : 's'}`;
}
