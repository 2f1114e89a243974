import type { IndexStmt, UpdateStmt, VacuumStmt } from '@pgsql/types';
import { columnsIn } from '../../sql/column-mentions';
import { spanOfName, tokensOf } from '../../sql/find';
import { formatName, quoteIdentifier, referenceOf } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { isNarrow } from '../../sql/narrow-condition';
import { isShared } from '../../sql/shared-relation';
import { defineRule, type Ancestor, type Note, type Report, type RuleContext } from '../rule';
import doc from './backfill-missing-analyze.md';

type BackfillNote =
  | { readonly filled: string; readonly columns: readonly string[] }
  | { readonly indexed: string; readonly columns: readonly string[]; readonly report: Report }
  /** undefined: every table. */
  | { readonly analyzed: string | undefined };

export const backfillMissingAnalyze = defineRule({
  id: 'backfill-missing-analyze',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['MigrationPilot', 'strong_migrations'],
  doc,
  messages: {
    stale: 'The values of {column} were written further up in this file, and the planner knows the old ones until the table is analyzed: it may leave the new index alone, or use it for most of {table}. Run ANALYZE {table} when the index is built.',
  },
  visit: { UpdateStmt: noteFilled, IndexStmt: noteIndex, VacuumStmt: noteAnalyzed },
  end(context) {
    const notes = context.notes() as readonly Note<BackfillNote>[];
    notes.forEach(({ number, unit, value }, place) => {
      if (!('indexed' in value)) return;
      const filled = notes.slice(0, place).some((other) => other.unit === unit && 'filled' in other.value && other.value.filled === value.indexed && other.value.columns.some((column) => value.columns.includes(column)));
      // Of several indexes the last one is where ANALYZE would follow.
      const later = notes.slice(place + 1).some((other) => ('analyzed' in other.value && (other.value.analyzed ?? value.indexed) === value.indexed) || ('indexed' in other.value && other.value.indexed === value.indexed));
      const analyzed = notes.slice(0, place).findLastIndex((other) => 'analyzed' in other.value && (other.value.analyzed ?? value.indexed) === value.indexed);
      const afterwards = analyzed >= 0 && !notes.slice(analyzed).some((other) => 'filled' in other.value && other.value.filled === value.indexed);
      if (filled && !later && !afterwards) context.report(number, value.report);
    });
  },
});

function noteFilled(node: UpdateStmt, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (node.relation === undefined || ancestors.length > 0 || !applies(context)) return;
  const name = referenceOf(node.relation);
  if (!isShared(context, name) || (node.whereClause !== undefined && isNarrow(node.whereClause, context.relation(name)))) return;
  const columns = (node.targetList ?? []).flatMap((target) => ('ResTarget' in target ? (target.ResTarget.name ?? []) : []));
  context.note({ filled: keyOfName(context.catalog, name), columns } satisfies BackfillNote);
}

function noteIndex(node: IndexStmt, context: RuleContext): void {
  if (node.relation === undefined || !applies(context)) return;
  const name = referenceOf(node.relation);
  const columns = (node.indexParams ?? []).flatMap((param) => ('IndexElem' in param ? (param.IndexElem.name === undefined ? columnsIn(param.IndexElem.expr) : [param.IndexElem.name]) : []));
  const { text, placeholders } = context.statement;
  const end = text.length;
  const span = { start: 0, end: spanOfName(node.relation.location ?? 0, tokensOf(context.statement))?.end ?? end };
  const analyze = `;${text.includes('\r\n') ? '\r\n' : '\n'}ANALYZE ${formatName(name)}`;
  context.note({
    indexed: keyOfName(context.catalog, name), columns,
    report: {
      span, message: 'stale', data: { column: columns.map(quoteIdentifier).join(', '), table: context.display(name) },
      fixes: placeholders.length > 0 ? [] : [{ title: 'Analyze the table behind it', kind: 'safe', edits: [{ start: end, end, text: analyze }] }],
    },
  } satisfies BackfillNote);
}

function noteAnalyzed({ is_vacuumcmd: vacuum, options = [], rels = [] }: VacuumStmt, context: RuleContext): void {
  if (vacuum === true && !options.some((option) => 'DefElem' in option && option.DefElem.defname === 'analyze')) return;
  if (rels.length === 0) context.note({ analyzed: undefined } satisfies BackfillNote);
  for (const each of rels) {
    const relation = 'VacuumRelation' in each ? each.VacuumRelation.relation : undefined;
    if (relation !== undefined) context.note({ analyzed: keyOfName(context.catalog, referenceOf(relation)) } satisfies BackfillNote);
  }
}

function applies({ migration, direction }: RuleContext): boolean {
  return migration && direction === 'up';
}
