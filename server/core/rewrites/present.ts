import type { Document, PlacedStatement } from '../document/statement';
import { markOutside } from '../migrations/opt-out';
import type { SourceFile } from '../migrations/source-file';
import type { FrameworkName, MigrationPart } from '../migrations/unit';
import { commentLines, statementLines } from '../migrations/write-migration';
import { removeCommand, type AlterCommand } from '../sql/alter-command';
import { shiftEdit, type Edit } from '../text/span';
import { refuse, type Plan, type Refusal } from './recipe';
import { simplified } from './same-statement';

/** The statements that undo a migration, in the file where they stand. */
export interface Undoing {
  readonly path: string;
  readonly document: Document;
  readonly statements: readonly PlacedStatement[];
}

/** The migration that holds the statement. */
export interface Present {
  readonly path: string;
  readonly document: Document;
  readonly framework: FrameworkName;
  readonly parts: readonly MigrationPart[];
  readonly part: MigrationPart;
  readonly placed: PlacedStatement;
  readonly command: AlterCommand | undefined;
  readonly undoing: Undoing | undefined;
  /** Statements behind it that go to a migration of their own. */
  readonly moved: readonly PlacedStatement[];
}

export interface FileEdits {
  readonly path: string;
  readonly document: Document;
  readonly edits: readonly Edit[];
}

export interface Changed {
  readonly ok: true;
  readonly edits: readonly FileEdits[];
  /** Files beside it that say how it is run. */
  readonly files: readonly SourceFile[];
  /** Whether the first step stands in the file itself. */
  readonly holdsFirst: boolean;
}

/** The other statements of the part. */
export function others({ document, placed, part }: Present): readonly PlacedStatement[] {
  return document.statements.filter(({ span: { start } }) => start !== placed.span.start && start >= part.start && start < part.end);
}

/** Nothing else is done there: SET alone does nothing. */
function isAlone(present: Present): boolean {
  const siblings = present.command?.siblings.length ?? 1;
  return siblings === 1 && others(present).every((each) => present.moved.includes(each) || isSetting(each));
}

function isSetting({ statement: { tree } }: PlacedStatement): boolean {
  return tree !== undefined && 'VariableSetStmt' in tree;
}

/** Whether the first step takes the statement's place: it can run there, or nothing else does. */
export function holdsFirst(present: Present, { steps }: Plan): boolean {
  return steps[0]?.outside !== true || isAlone(present);
}

/** What becomes of the file: the first step takes the statement's place, or the statement goes away. `lines` are comments for the step. */
export function changePresent(present: Present, plan: Plan, lines: readonly string[]): Changed | Refusal {
  const [first] = plan.steps;
  if (first === undefined) return refuse('There is nothing to do.');
  const holds = holdsFirst(present, plan);
  const outside = holds && first.outside === true;
  const { document, framework, path, parts, part } = present;
  const step = holds ? [...commentLines(lines), ...statementLines(first.up, framework)] : [];
  const marking = outside ? markOutside({ framework, path, text: document.text, parts, part }) : { edits: [], files: [] };
  // A lock_timeout would end an index build that waits and leave it invalid; and two statements that are sent as one string are a transaction.
  const gone = others(present).filter((each) => present.moved.includes(each) || (outside && isSetting(each)));
  const undo = undoEdits(present, plan, holds);
  if ('ok' in undo) return undo;
  const up: FileEdits = { path, document, edits: [...upEdits(present, step), ...gone.map((each) => without(document, present.moved.includes(each) ? { ...each, span: each.full } : each)), ...marking.edits] };
  const down = outside && framework === 'sqlx' && present.undoing !== undefined && present.undoing.path !== path ? markOutside({ framework, path: present.undoing.path, text: present.undoing.document.text, parts, part }).edits : [];
  const marked = present.undoing === undefined || down.length === 0 ? [] : [{ path: present.undoing.path, document: present.undoing.document, edits: down }];
  return { ok: true, holdsFirst: holds, files: marking.files, edits: together([up, ...undo.edits, ...marked]) };
}

/** One entry for each file, without those that stay as they are. */
function together(all: readonly FileEdits[]): readonly FileEdits[] {
  const paths = [...new Set(all.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const own = all.filter((each) => each.path === path);
    const edits = own.flatMap((each) => each.edits);
    const document = own[0]?.document;
    return edits.length === 0 || document === undefined ? [] : [{ path, document, edits }];
  });
}

function upEdits({ document, placed, command }: Present, lines: readonly string[]): readonly Edit[] {
  const written = inLinesOf(document, lines);
  const removal = command?.text === undefined || command.siblings.length < 2 ? undefined : removeCommand(command.text, command.index);
  if (removal !== undefined) {
    const rest = shiftEdit(removal, placed.span.start);
    if (lines.length === 0) return [rest];
    const behind = `${placed.terminated ? '' : ';'}${lineBreakOf(document)}${written}`;
    // The last subcommand of a statement that ends without a semicolon ends where the next one begins.
    if (rest.end === placed.full.end) return [{ ...rest, text: behind }];
    return [rest, { start: placed.full.end, end: placed.full.end, text: behind }];
  }
  return lines.length > 0 ? [{ start: placed.span.start, end: placed.full.end, text: written }] : [without(document, placed)];
}

/** Takes a statement out, with the line break behind it. Comments before it may be markers of the framework, so they stay. */
function without({ text }: Document, { span, full }: Pick<PlacedStatement, 'span' | 'full'>): Edit {
  const rest = /^[ \t]*\r?\n/.exec(text.slice(full.end))?.[0].length ?? 0;
  return { start: span.start, end: full.end + rest, text: '' };
}

/** What undoes the file, changed so that it undoes what the file does now. */
function undoEdits(present: Present, plan: Plan, holds: boolean): { readonly edits: readonly FileEdits[] } | Refusal {
  const { undoing, framework } = present;
  const wanted = holds ? (plan.steps[0]?.down ?? []) : [];
  if (undoing === undefined || undoing.statements.length === 0 || (holds && wanted.join(';') === plan.undo.join(';'))) return { edits: [] };
  const { path, document, statements } = undoing;
  const text = inLinesOf(document, statementLines(wanted, framework));
  const found = statements.filter((each) => plan.undo.some((statement) => simplified(statement) === simplified(each.statement.text)));
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    const edit = text === '' && statements.length > 1 ? without(document, only) : { start: only.span.start, end: only.full.end, text: text === '' ? nothingToUndo : text };
    return { edits: [{ path, document, edits: [edit] }] };
  }
  const [start, end] = [statements[0], statements.at(-1)];
  if (isAlone(present) && start !== undefined && end !== undefined) return { edits: [{ path, document, edits: [{ start: start.span.start, end: end.full.end, text: text === '' ? nothingToUndo : text }] }] };
  return refuse('What undoes this file undoes more than this statement: give the statement a migration of its own first.');
}

const nothingToUndo = '-- There is nothing to undo.';

function inLinesOf(document: Document, lines: readonly string[]): string {
  return lines.join('\n').replaceAll('\n', lineBreakOf(document));
}

export function lineBreakOf({ text }: Pick<Document, 'text'>): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
