import { findKeyword, tokensOf } from '../../sql/find';
import { quoteIdentifier, referenceOf, referenceOfList } from '../../sql/names';
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
      'If an earlier attempt at {index} failed, it has left an invalid index of that name: IF NOT EXISTS takes it for the finished one and skips the build, and every write may go on maintaining an index that no query uses. Create it without IF NOT EXISTS; where an attempt has failed, DROP INDEX CONCURRENTLY IF EXISTS {index} in a migration of its own before.',
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
        fixes: clause === undefined || context.statement.placeholders.length > 0 ? [] : [leaveOut(context, clause)],
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

/** Then a second attempt stops at the index that the first one left. A DROP in front would be a second statement, and many tools send a file as one transaction. */
function leaveOut(context: RuleContext, clause: { readonly start: number; readonly end: number }): FixDraft {
  const before = tokensOf(context.statement).list.findLast((token) => token.end <= clause.start);
  return { title: 'Build without IF NOT EXISTS', kind: 'suggestion', edits: [{ start: before?.end ?? clause.start, end: clause.end, text: '' }] };
}
