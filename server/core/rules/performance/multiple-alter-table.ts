import type { AlterTableCmd, AlterTableStmt } from '@pgsql/types';
import { alterCommands } from '../../sql/alter-command';
import { columnsIn } from '../../sql/column-mentions';
import { tokensOf } from '../../sql/find';
import { namesOf } from '../../sql/names';
import { noteStatements } from '../../sql/first-statement';
import { keyOfName } from '../../sql/names-left';
import type { Edit, Span } from '../../text/span';
import { defineRule, type Ancestor, type FileContext, type FixDraft, type Note, type RuleContext } from '../rule';
import doc from './multiple-alter-table.md';

/** An ALTER TABLE that could be a part of another one of the same table. */
interface Alter {
  readonly key: string;
  readonly table: string;
  /** `ONLY`, `IF EXISTS` and the name must be the same. */
  readonly head: string;
  readonly columns: readonly string[];
  /** Goes through all rows in a way that one pass does for several subcommands. */
  readonly reads: boolean;
  readonly span: Span;
  /** Where the first subcommand begins; undefined where names are placeholders. */
  readonly first: number | undefined;
  readonly length: number;
}

export const multipleAlterTable = defineRule({
  id: 'multiple-alter-table',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  peers: ['Postgres Language Server', 'eugene', 'MigrationPilot', 'Bytebase'],
  doc,
  messages: {
    locks: 'Each of these {count} statements waits for its lock on {table} anew, and makes others wait behind it. One ALTER TABLE with all of it waits once.',
    reads: '{table} is gone through once for each of {count} of these statements, under a lock that blocks reads and writes. One ALTER TABLE with all of it goes through the rows once.',
  },
  visit: { ...noteStatements, AlterTableStmt: noteAlter },
  end(context) {
    for (const run of runsOf(context.notes() as readonly Note[])) reportRun(run, context);
  },
});

function noteAlter(node: AlterTableStmt, context: RuleContext, ancestors: readonly Ancestor[]): void {
  if (ancestors.length > 0 || !context.migration) return;
  const commands = alterCommands(node, context);
  const [one] = commands;
  const parts = commands.map(({ command }) => namedIn(command));
  if (one === undefined || context.direction === 'down' || parts.includes(undefined)) return noteStatements.AlterTableStmt?.(node, context, ancestors);
  const { schema, name } = context.catalog.resolve(one.table);
  const isIt = (other: { readonly schema: string; readonly name: string }) => other.schema === schema && other.name === name;
  const goesThrough = commands.some(({ command: { subtype } }) => onePass.has(subtype ?? '')) && [...context.effects().scans, ...context.effects().rewrites].some(isIt);
  const end = commands[0]?.text === undefined ? undefined : one.span.start;
  context.note({
    key: keyOfName(context.catalog, one.table), table: context.display(one.table), head: `${String(node.missing_ok === true)} ${String(node.relation?.inh === true)}`,
    columns: parts.flatMap((names) => names ?? []), reads: goesThrough, span: { start: 0, end: headEnd(context, one.span) }, first: end, length: context.statement.text.length,
  } satisfies Alter);
}

function headEnd({ statement }: RuleContext, { start }: Span): number {
  return tokensOf(statement).list.findLast(({ end }) => end <= start)?.end ?? start;
}

/** What PostgreSQL does in the one pass at the end of an ALTER TABLE, whatever the number of subcommands (`ATRewriteTable`). */
const onePass: ReadonlySet<string> = new Set(['AT_AddColumn', 'AT_AlterColumnType', 'AT_SetNotNull', 'AT_AddConstraint']);
const simple: ReadonlySet<string> = new Set(['AT_AddColumn', 'AT_DropColumn', 'AT_ColumnDefault', 'AT_DropNotNull', 'AT_SetNotNull', 'AT_AlterColumnType']);

/** The columns that a subcommand is about; undefined where it must stay alone: what validates, drops a constraint, or leaves rows unread on purpose. */
function namedIn({ subtype = 'AT_AddColumn', name, def }: AlterTableCmd): readonly string[] | undefined {
  if (simple.has(subtype)) {
    const column = def !== undefined && 'ColumnDef' in def ? def.ColumnDef : undefined;
    return [...(name === undefined ? [] : [name]), ...(column?.colname === undefined ? [] : [column.colname]), ...columnsIn(column?.raw_default)];
  }
  if (subtype !== 'AT_AddConstraint' || def === undefined || !('Constraint' in def)) return undefined;
  const { contype, skip_validation: unread, raw_expr: expression, keys } = def.Constraint;
  return contype === 'CONSTR_CHECK' && unread !== true ? [...columnsIn(expression), ...namesOf(keys)] : undefined;
}

type Run = readonly Note<Alter>[];

/** Statements of one table that follow each other, each about columns of its own. */
function runsOf(notes: readonly Note[]): readonly Run[] {
  const runs: Note<Alter>[][] = [];
  let open: Note<Alter>[] = [];
  for (const note of notes) {
    const last = open.at(-1);
    if (!('key' in note.value)) {
      open = [];
      continue;
    }
    const own = note as Note<Alter>;
    const fits = last !== undefined && last.value.key === own.value.key && last.value.head === own.value.head && last.unit === own.unit && last.transaction === own.transaction
      && !open.some(({ value: { columns } }) => columns.some((column) => own.value.columns.includes(column)));
    if (!fits) runs.push((open = []));
    open.push(own);
  }
  return runs.filter(({ length }) => length > 1);
}

function reportRun(run: Run, context: FileContext): void {
  const [first] = run;
  if (first === undefined) return;
  const reading = run.filter(({ value }) => value.reads).length;
  // In one transaction the lock is there already.
  if (reading < 2 && first.transaction !== 'outside') return;
  const data = { table: first.value.table, count: String(reading < 2 ? run.length : reading) };
  context.report(first.number, { span: first.value.span, message: reading < 2 ? 'locks' : 'reads', data, fixes: merged(run, context) });
}

/** A comma instead of each semicolon and of the words in front of the next subcommand. */
function merged(run: Run, context: FileContext): readonly FixDraft[] {
  const edits: Edit[] = [];
  let end = 0;
  for (const [place, { number, value }] of run.entries()) {
    const next = run[place + 1];
    if (next === undefined) break;
    const between = context.textBehind(number);
    const rest = between === undefined ? undefined : /^\s*;((?:(?!-->|--\s*\+|sql-coach-ignore)[\s\S])*)$/.exec(between)?.[1];
    if (between === undefined || rest === undefined || value.first === undefined || next.value.first === undefined || context.following(number)[0] !== next.number) return [];
    const from = end + value.length;
    end = from + between.length;
    edits.push({ start: from, end: end + next.value.first, text: `,${rest}  ` });
  }
  return [{ title: 'Make it one ALTER TABLE', kind: 'safe', edits }];
}

