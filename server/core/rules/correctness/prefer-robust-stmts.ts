import type { AlterTableStmt, CreateSeqStmt, CreateStmt, DropStmt, IndexStmt } from '@pgsql/types';
import { alterCommands, splitAlterTable, type AlterCommand } from '../../sql/alter-command';
import { findKeyword, indexAt, tokensOf, wordAt } from '../../sql/find';
import { referenceOf } from '../../sql/names';
import { noteStatements } from '../../sql/first-statement';
import type { Edit } from '../../text/span';
import { defineRule, type Ancestor, type Note, type Report, type RuleContext, type Visitors } from '../rule';
import doc from './prefer-robust-stmts.md';

interface Fragile {
  readonly report: Report;
}

const note = (report: Report | undefined, context: RuleContext): void => void (report && context.note({ report } satisfies Fragile));

/** Only where it is known that each statement commits by itself is something left behind when a later one fails. */
function applies(context: RuleContext, ancestors: readonly Ancestor[]): boolean {
  return ancestors.length === 0 && context.migration && context.transaction === 'outside';
}

const made = (kind: string) => (node: CreateStmt | CreateSeqStmt, context: RuleContext, ancestors: readonly Ancestor[]): void => {
  const temporary = ('relation' in node ? node.relation : (node as CreateSeqStmt).sequence)?.relpersistence === 't';
  if (applies(context, ancestors) && !temporary && node.if_not_exists !== true) note(missing(context, kind, 'IF NOT EXISTS'), context);
};

const visit: Visitors = {
  ...noteStatements,
  CreateStmt: both(made('table')),
  CreateSeqStmt: both(made('sequence')),
  CreateSchemaStmt: both((node, context, ancestors) => {
    if (applies(context, ancestors) && node.if_not_exists !== true) note(missing(context, 'schema', 'IF NOT EXISTS'), context);
  }),
  IndexStmt: both((node: IndexStmt, context, ancestors) => {
    // A concurrent build that failed leaves an invalid index, which IF NOT EXISTS would take for the real one; and a table in use wants a concurrent one.
    if (applies(context, ancestors) && node.if_not_exists !== true && node.concurrent !== true && node.idxname !== undefined && node.relation !== undefined && context.isNew(referenceOf(node.relation))) note(missing(context, 'index', 'IF NOT EXISTS'), context);
  }),
  DropStmt: both((node: DropStmt, context, ancestors) => {
    if (!applies(context, ancestors) || node.missing_ok === true || !plainDrops.has(node.removeType ?? '')) return;
    note(missing(context, node.removeType === 'OBJECT_INDEX' && node.concurrent === true ? 'concurrently' : lastWords[node.removeType ?? ''] ?? '', 'IF EXISTS'), context);
  }),
  AlterTableStmt: both((node: AlterTableStmt, context, ancestors) => {
    if (!applies(context, ancestors)) return;
    for (const alter of alterCommands(node, context)) note(ofColumn(alter, context), context);
  }),
};

function both<T extends object>(own: (node: T, context: RuleContext, ancestors: readonly Ancestor[]) => void) {
  return (node: T, context: RuleContext, ancestors: readonly Ancestor[]): void => {
    own(node, context, ancestors);
    noteStatements.CreateStmt?.(node as CreateStmt, context, ancestors);
  };
}

export const preferRobustStmts = defineRule({
  id: 'prefer-robust-stmts',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  alike: { squawk: 'prefer-robust-stmts' },
  peers: ['Squawk', 'pgfence', 'MigrationPilot', 'diesel-guard', 'pgsafe', 'squabble'],
  doc,
  messages: {
    fragile: 'Each statement of this file commits by itself: when one further down fails, this one stands, and the next attempt stops here. With {clause} the file can be run again.',
  },
  visit,
  end(context) {
    const notes = context.notes() as readonly Note<Fragile | object>[];
    const first = notes.findIndex(({ value, direction }) => 'report' in value && direction === 'up');
    const found = notes[first];
    // What fails as the last one has left nothing behind it to be run again.
    if (found === undefined || !notes.slice(first + 1).some(({ unit, number }) => unit === found.unit && number !== found.number)) return;
    context.report(found.number, (found.value as Fragile).report);
  },
});

const lastWords: Readonly<Record<string, string>> = {
  OBJECT_TABLE: 'table', OBJECT_INDEX: 'index', OBJECT_SEQUENCE: 'sequence', OBJECT_VIEW: 'view', OBJECT_MATVIEW: 'view', OBJECT_SCHEMA: 'schema', OBJECT_TYPE: 'type',
};
const plainDrops: ReadonlySet<string> = new Set(Object.keys(lastWords));

/** The clause stands behind the word that says what is made or dropped. */
function missing(context: RuleContext, word: string, clause: string): Report | undefined {
  const tokens = tokensOf(context.statement);
  const keyword = findKeyword(tokens, 0, word);
  if (keyword === undefined) return undefined;
  return reportWith({ start: tokens.list[0]?.start ?? 0, end: keyword.end }, clause, { start: keyword.end, end: keyword.end, text: ` ${clause}` });
}

function reportWith(span: { readonly start: number; readonly end: number }, clause: string, edit: Edit): Report {
  return { span, message: 'fragile', data: { clause }, fixes: [{ title: `Add ${clause}`, kind: 'safe', edits: [edit] }] };
}

/** ADD and DROP COLUMN. */
function ofColumn({ command: { subtype, missing_ok: already }, span, siblings }: AlterCommand, context: RuleContext): Report | undefined {
  if (already === true || (subtype !== 'AT_AddColumn' && subtype !== 'AT_DropColumn') || splitAlterTable(tokensOf(context.statement), siblings.length) === undefined) return undefined;
  const tokens = tokensOf(context.statement);
  const verb = indexAt(tokens, span.start);
  const at = tokens.list[wordAt(tokens, verb + 1) === 'column' ? verb + 1 : verb]?.end ?? span.start;
  const clause = subtype === 'AT_AddColumn' ? 'IF NOT EXISTS' : 'IF EXISTS';
  return reportWith(span, clause, { start: at, end: at, text: ` ${clause}` });
}
