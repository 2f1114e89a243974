import { formatName, referenceOf } from '../../sql/names';
import { spanOfName, tokensOf } from '../../sql/find';
import type { Span } from '../../text/span';
import { defineRule } from '../rule';
import doc from './policy-without-rls.md';

interface Created {
  readonly table: { readonly schema: string; readonly name: string };
  /** The table as it is written. */
  readonly written: string;
  readonly span: Span;
}

export const policyWithoutRls = defineRule({
  id: 'policy-without-rls',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['splinter'],
  doc,
  messages: {
    idle: 'This policy has no effect: row level security is not switched on for {table}, so everyone who may read the table reads all of it. Add ALTER TABLE … ENABLE ROW LEVEL SECURITY.',
  },
  visit: {
    CreatePolicyStmt(node, context) {
      if (node.table === undefined || context.direction === 'down' || !context.migration) return;
      const name = referenceOf(node.table);
      const end = spanOfName(node.table.location ?? 0, tokensOf(context.statement))?.end ?? context.statement.text.length;
      context.note({ table: context.catalog.resolve(name), written: formatName(name), span: { start: 0, end } } satisfies Created);
    },
  },
  end(context) {
    const seen = new Set<string>();
    for (const note of context.notes()) {
      const { table, written, span } = note.value as Created;
      const [now, later] = [context.catalogAfter.relation(table), context.catalogAtEnd.relation(table)];
      // What the history did not make may have it switched on since before.
      if (now === undefined || now.assumed || later === undefined || now.rowSecurity.enabled || later.rowSecurity.enabled || later.policies.length === 0) continue;
      if (seen.has(`${table.schema}.${table.name}`)) continue;
      seen.add(`${table.schema}.${table.name}`);
      const end = context.statement(note.number)?.text.length ?? span.end;
      const text = `;\nALTER TABLE ${written} ENABLE ROW LEVEL SECURITY`;
      const fixes = (context.statement(note.number)?.placeholders.length ?? 0) > 0 ? [] : [{ title: 'Switch row level security on', kind: 'suggestion' as const, edits: [{ start: end, end, text }] }];
      context.report(note.number, { span, message: 'idle', data: { table: context.display(table) }, fixes });
    }
  },
});
