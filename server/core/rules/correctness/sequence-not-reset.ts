import type { InsertStmt, Node } from '@pgsql/types';
import { spanOfName, tokensOf } from '../../sql/find';
import { formatName, namesOf, quoteIdentifier, referenceOf } from '../../sql/names';
import type { Span } from '../../text/span';
import { defineRule, type FixDraft, type RuleContext } from '../rule';
import doc from './sequence-not-reset.md';

interface Given {
  readonly key: string;
  readonly table: string;
  readonly column: string;
  readonly span: Span;
  /** A statement that moves the sequence; undefined where names are placeholders. */
  readonly reset: string | undefined;
  readonly end: number;
}

/** Something moved a sequence: which one is often hidden in a text or a query. */
const moved = { moved: true };

export const sequenceNotReset = defineRule({
  id: 'sequence-not-reset',
  severity: 'info',
  since: '0.1.0',
  fix: 'suggestion',
  peers: ['MigrationPilot'],
  doc,
  messages: {
    behind: 'These rows bring their own {column}, and the sequence of {table} does not know: the INSERT without {column} that counts up to one of them fails. Move the sequence behind them with setval.',
  },
  visit: {
    InsertStmt: noteGiven,
    FuncCall: ({ funcname }, context) => void (namesOf(funcname).at(-1) === 'setval' && context.note(moved)),
    AlterSeqStmt: (_, context) => context.note(moved),
    AlterTableCmd: ({ subtype }, context) => void (subtype === 'AT_SetIdentity' && context.note(moved)),
    DoStmt: (_, context) => context.note(moved),
  },
  end(context) {
    const notes = context.notes();
    const last = notes.findLastIndex(({ value }) => value === moved);
    const said = new Set<string>();
    // The last INSERT of a table is where a reset would have to follow.
    for (const note of notes.slice(last + 1).toReversed()) {
      const { key, table, column, span, reset, end } = note.value as Given;
      if (said.has(key)) continue;
      said.add(key);
      const fixes: readonly FixDraft[] = reset === undefined ? [] : [{ title: 'Move the sequence behind the highest value', kind: 'suggestion', edits: [{ start: end, end, text: `;\n${reset}` }] }];
      context.report(note.number, { span, message: 'behind', data: { table, column }, fixes });
    }
  },
});

function noteGiven(node: InsertStmt, context: RuleContext, ancestors: readonly object[]): void {
  // With OVERRIDING SYSTEM VALUE identity-override says it.
  if (ancestors.length > 0 || !context.migration || context.direction === 'down' || node.relation === undefined || node.override === 'OVERRIDING_SYSTEM_VALUE') return;
  const name = referenceOf(node.relation);
  const known = context.relation(name);
  if (known === undefined || known.temporary || !known.columnsKnown) return;
  const names = node.cols?.flatMap((column) => ('ResTarget' in column ? [column.ResTarget.name ?? ''] : [])) ?? known.columns.map((column) => column.name);
  const place = names.findIndex((each) => known.columns.some((column) => column.name === each && (column.generated === 'serial' || column.generated === 'identity')));
  const column = names[place];
  if (column === undefined || !givesNumbers(node.selectStmt, place)) return;
  const span = spanOfName(node.relation.location ?? 0, tokensOf(context.statement));
  if (span === undefined) return;
  const { schema, name: table } = known;
  const written = formatName(name);
  const reset = context.statement.placeholders.length > 0 || /['\\]/.test(written + column) ? undefined
    : `SELECT setval(pg_get_serial_sequence('${written}', '${column}'), (SELECT max(${quoteIdentifier(column)}) FROM ${written}))`;
  context.note({ key: `${schema}.${table}`, table: context.display(name), column, span, reset, end: context.statement.text.length } satisfies Given);
}

function givesNumbers(source: Node | undefined, place: number): boolean {
  if (source === undefined || !('SelectStmt' in source)) return false;
  return (source.SelectStmt.valuesLists ?? []).some((row) => {
    const value = 'List' in row ? row.List.items?.[place] : undefined;
    return value !== undefined && 'A_Const' in value && value.A_Const.ival !== undefined;
  });
}
