import type { IndexStmt, UpdateStmt, VacuumStmt } from '@pgsql/types';
import { enumerate } from '../../effects/locks-in-words';
import { columnsIn } from '../../sql/column-mentions';
import { spanOfName, tokensOf } from '../../sql/find';
import { formatName, quoteIdentifier, referenceOf } from '../../sql/names';
import { keyOfName } from '../../sql/names-left';
import { isNarrow } from '../../sql/narrow-condition';
import { isShared } from '../../sql/shared-relation';
import type { Span } from '../../text/span';
import { defineRule, type Ancestor, type Note, type RuleContext } from '../rule';
import doc from './backfill-missing-analyze.md';

interface IndexNote {
  readonly indexed: string;
  readonly columns: readonly string[];
  /** The table as it must be written. */
  readonly written: string;
  readonly placeholders: boolean;
  readonly span: Span;
}

type BackfillNote =
  | { readonly filled: string; readonly columns: readonly string[] }
  | IndexNote
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
    stale: '{columns} of {tables} got new values further up in this file, and until the next ANALYZE the planner knows the old ones: it may leave the new index alone, or use it where it should read the table. Run ANALYZE {list} when the index is built.',
  },
  visit: { UpdateStmt: noteFilled, IndexStmt: noteIndex, VacuumStmt: noteAnalyzed },
  end(context) {
    const notes = context.notes() as readonly Note<BackfillNote>[];
    const found = notes.filter(({ value }, place) => 'indexed' in value && isStale(notes, place));
    const last = found.at(-1);
    if (last === undefined) return;
    const indexes = found.map(({ value }) => value as IndexNote);
    const end = context.statement(last.number)?.text.length ?? 0;
    const tables = [...new Set(indexes.map(({ written }) => written))];
    const kind = last.transaction === 'inside' ? 'suggestion' : 'safe';
    context.report(last.number, {
      span: (last.value as IndexNote).span, message: 'stale',
      data: { columns: enumerate([...new Set(notes.flatMap(({ value }) => ('filled' in value ? value.columns.filter((column) => indexes.some((index) => index.indexed === value.filled && index.columns.includes(column))) : [])))].map(quoteIdentifier), 3), tables: enumerate(tables, 3), list: tables.join(', ') },
      fixes: indexes.some(({ placeholders }) => placeholders) ? [] : [{ title: 'Analyze behind it', kind, edits: [{ start: end, end, text: `;\nANALYZE ${tables.join(', ')}` }] }],
    });
  },
});

/** Whether the values of an index's columns were changed before it, and the table is not analyzed since; of several indexes of a table the last one counts. */
function isStale(notes: readonly Note<BackfillNote>[], place: number): boolean {
  const own = notes[place];
  if (own === undefined || !('indexed' in own.value)) return false;
  const { indexed, columns } = own.value;
  const analyzes = ({ value }: Note<BackfillNote>) => 'analyzed' in value && (value.analyzed ?? indexed) === indexed;
  const fills = ({ value, unit }: Note<BackfillNote>) => 'filled' in value && unit === own.unit && value.filled === indexed && value.columns.some((column) => columns.includes(column));
  const filled = notes.slice(0, place).findLastIndex(fills);
  const behind = notes.slice(place + 1);
  return filled >= 0 && !notes.slice(filled).some(analyzes) && !behind.some(({ value }) => 'indexed' in value && value.indexed === indexed);
}

function noteFilled(node: UpdateStmt, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (node.relation === undefined || ancestors.length > 0 || !applies(context)) return;
  const name = referenceOf(node.relation);
  if (!isShared(context, name) || (node.whereClause !== undefined && isNarrow(node.whereClause, context.relation(name)))) return;
  const columns = (node.targetList ?? []).flatMap((target) => ('ResTarget' in target ? (target.ResTarget.name ?? []) : []));
  context.note({ filled: keyOfName(context.catalog, name), columns } satisfies BackfillNote);
}

function noteIndex(node: IndexStmt, context: RuleContext): void {
  // One row is what a unique index finds, whatever the planner knows.
  if (node.relation === undefined || node.unique === true || !applies(context)) return;
  const name = referenceOf(node.relation);
  const columns = (node.indexParams ?? []).flatMap((param) => ('IndexElem' in param ? (param.IndexElem.name === undefined ? columnsIn(param.IndexElem.expr) : [param.IndexElem.name]) : []));
  const { text, placeholders } = context.statement;
  const span = { start: 0, end: spanOfName(node.relation.location ?? 0, tokensOf(context.statement))?.end ?? text.length };
  context.note({ indexed: keyOfName(context.catalog, name), columns, written: formatName(name), placeholders: placeholders.length > 0, span } satisfies BackfillNote);
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
