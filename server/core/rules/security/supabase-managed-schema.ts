import type { RangeVar, ViewStmt } from '@pgsql/types';
import { relationsIn } from '../lock-steps';
import { spanOfName, tokensOf } from '../../sql/find';
import { namesOf } from '../../sql/names';
import type { Span } from '../../text/span';
import { defineRule, type Ancestor, type FileContext, type Note, type RuleContext } from '../rule';
import doc from './supabase-managed-schema.md';

interface Managed {
  readonly message: 'managed' | 'exposed';
  readonly schema: string;
  readonly span: Span;
}

const managed: ReadonlySet<string> = new Set(['auth', 'storage', 'realtime', 'vault', 'supabase_functions', 'graphql', 'pgbouncer']);

export const supabaseManagedSchema = defineRule({
  id: 'supabase-managed-schema',
  severity: 'warning',
  since: '0.1.0',
  fix: 'none',
  peers: ['splinter'],
  doc,
  messages: {
    managed: 'The schema {schema} belongs to Supabase: on the hosted platform this is refused, or in the way of the next upgrade. Keep tables, columns, indexes and functions of your own in a schema of your own.',
    exposed: 'A view in {schema} is part of the API, and it runs with the rights of its owner: whoever may select from it reads auth.users. Keep a table of profiles beside it that a trigger fills, or put the view in a schema that is not exposed.',
  },
  visit: {
    CreateStmt: (node, context, ancestors) => noteRelation(node.relation, context, ancestors),
    IndexStmt: (node, context, ancestors) => noteRelation(node.relation, context, ancestors),
    AlterTableStmt(node, context, ancestors) {
      if (node.objtype === 'OBJECT_TABLE') noteRelation(node.relation, context, ancestors);
    },
    CreateFunctionStmt(node, context, ancestors) {
      const schema = namesOf(node.funcname).at(-2);
      if (schema !== undefined) noteSchema(schema, { start: 0, end: context.statement.text.search(/\(/) }, context, ancestors);
    },
    ViewStmt: noteView,
  },
  end(context) {
    if (!isSupabase(context)) return;
    for (const { number, value: { message, schema, span } } of context.notes() as readonly Note<Managed>[]) {
      context.report(number, { span, message, data: { schema } });
    }
  },
});

function isSupabase({ history, file }: FileContext): boolean {
  return history?.framework === 'supabase' || /(?:^|\/)supabase\/migrations\/[^/]*\.sql$/.test(file);
}

function noteRelation(relation: RangeVar | undefined, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (relation?.schemaname === undefined) return;
  noteSchema(relation.schemaname, { start: 0, end: spanOfName(relation.location ?? 0, tokensOf(context.statement))?.end ?? context.statement.text.length }, context, ancestors);
}

function noteSchema(schema: string, span: Span, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (managed.has(schema) && ancestors.length === 0 && context.migration && context.direction === 'up') context.note({ message: 'managed', schema, span } satisfies Managed);
}

function noteView(node: ViewStmt, context: RuleContext, ancestors: readonly Ancestor[]): void {
  const { view, query, options = [] } = node;
  const schema = view?.schemaname ?? 'public';
  if (view === undefined || query === undefined || schema !== 'public' || ancestors.length > 0 || !context.migration || context.direction === 'down') return;
  // With the rights of the caller nobody reads it who may not read it anyway.
  if (options.some((option) => 'DefElem' in option && option.DefElem.defname === 'security_invoker')) return;
  if (!relationsIn(query).some(({ schemaname, relname }) => schemaname === 'auth' && relname === 'users')) return;
  context.note({ message: 'exposed', schema, span: { start: 0, end: spanOfName(view.location ?? 0, tokensOf(context.statement))?.end ?? context.statement.text.length } } satisfies Managed);
}
