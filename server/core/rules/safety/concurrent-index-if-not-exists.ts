import type { IndexStmt } from '@pgsql/types';
import { findKeyword, tokensOf } from '../../sql/find';
import { formatName, quoteIdentifier, referenceOf, referenceOfList } from '../../sql/names';
import { defineRule, type FixDraft, type Note, type Report, type RuleContext } from '../rule';
import doc from './concurrent-index-if-not-exists.md';

type IndexNote = { readonly drops: readonly string[] } | { readonly builds: string; readonly report: Report };

export const concurrentIndexIfNotExists = defineRule({
  id: 'concurrent-index-if-not-exists',
  severity: 'warning',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['MigrationPilot', 'strong_migrations', 'online_migrations'],
  doc,
  messages: {
    skips:
      'If an earlier attempt at {index} failed, it has left an invalid index of that name: IF NOT EXISTS takes it for the finished one and skips the build, and every write goes on maintaining an index that no query uses. First DROP INDEX CONCURRENTLY IF EXISTS {index}, then create it without IF NOT EXISTS.',
  },
  visit: {
    DropStmt(node, context) {
      if (node.removeType !== 'OBJECT_INDEX') return;
      context.note({ drops: (node.objects ?? []).flatMap((object) => ('List' in object ? (referenceOfList(object.List.items)?.name ?? []) : [])) } satisfies IndexNote);
    },
    IndexStmt(node, context) {
      if (!node.concurrent || !node.if_not_exists || node.idxname === undefined || node.relation === undefined) return;
      const table = referenceOf(node.relation);
      // Inside a transaction it is refused; a new table has nothing that the build could fail on; what the history made is there.
      if (context.transaction === 'inside' || context.isNew(table) || context.relation(table)?.indexes.some(({ name }) => name === node.idxname)) return;
      const clause = findKeyword(tokensOf(context.statement), 0, 'if', 'not', 'exists');
      const report = {
        span: clause ?? { start: 0, end: context.statement.text.length }, message: 'skips', data: { index: quoteIdentifier(node.idxname) },
        fixes: clause === undefined || context.statement.placeholders.length > 0 ? [] : [dropFirst(node, context, clause)],
      };
      context.note({ builds: node.idxname, report } satisfies IndexNote);
    },
  },
  end(context) {
    const dropped = new Set<string>();
    for (const { value, number } of context.notes() as readonly Note<IndexNote>[]) {
      if ('drops' in value) for (const name of value.drops) dropped.add(name);
      else if (!dropped.has(value.builds)) context.report(number, value.report);
    }
  },
});

function dropFirst(node: IndexStmt, context: RuleContext, clause: { readonly start: number; readonly end: number }): FixDraft {
  const { text } = context.statement;
  const before = tokensOf(context.statement).list.findLast((token) => token.end <= clause.start);
  const name = formatName({ schema: node.relation?.schemaname, name: node.idxname ?? '' });
  return {
    title: 'Drop what an earlier attempt left, and build without IF NOT EXISTS',
    kind: 'suggestion',
    edits: [
      { start: 0, end: 0, text: `DROP INDEX CONCURRENTLY IF EXISTS ${name};${text.includes('\r\n') ? '\r\n' : '\n'}` },
      { start: before?.end ?? clause.start, end: clause.end, text: '' },
    ],
  };
}
