import type { Span } from '../text/span';
import { findCopyData, findRestart, isPsqlCommandHere, sendsBuffer } from './split-boundaries';
import { endOfLine, isSymbol, readToken } from './tokens';
import type { Token } from './tokens';

/**
 * One statement as it was cut out of a file; all offsets are of the file.
 *
 * A semicolon ends a statement, except inside quotes, comments, the parentheses of CREATE RULE and a BEGIN ATOMIC … END body.
 * A psql command ends it too where it stands at the start of a line or sends the query (`\g`, `\gx`, `\gset`, …); `\;` counts as a semicolon.
 * Where a quote, comment, body or parenthesis is still open at the end of the file, the statement ends instead at the
 * first line end with a semicolon after the opening that is followed by a line starting (in its first column) with a statement keyword.
 */
export interface Piece {
  readonly kind: 'sql' | 'psql' | 'copy-data';
  readonly span: Span;
  /** From the first comment right above the statement to its semicolon. */
  readonly full: Span;
  /** Comments around the statement: before it since the piece before, and between its last token and its semicolon. */
  readonly comments: readonly Span[];
  readonly terminated: boolean;
  /** Where the next piece begins to be read. */
  readonly end: number;
  /** True where the cut depends on text far behind it (something never closed), so that any later edit may move it. */
  readonly open: boolean;
  /** True for COPY … FROM stdin, whose data may follow. */
  readonly readsData: boolean;
}

export interface SplitResult {
  readonly pieces: readonly Piece[];
  /** Comments after the last piece. */
  readonly trailingComments: readonly Span[];
}

/** Either the next piece, or the comments that are left after the last one. */
export type NextPiece = { readonly piece: Piece } | { readonly piece: undefined; readonly comments: readonly Span[] };

/** Cuts a file into statements. Never throws, whatever the text. */
export function split(text: string): SplitResult {
  const pieces: Piece[] = [];
  for (;;) {
    const next = readPiece(text, pieces.at(-1));
    if (next.piece === undefined) return { pieces, trailingComments: next.comments };
    pieces.push(next.piece);
  }
}

/** Reads the piece after `previous`; what stands before does not matter. */
export function readPiece(text: string, previous: Pick<Piece, 'end' | 'readsData'> | undefined): NextPiece {
  const from = previous?.end ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0);
  if (previous?.readsData !== true) return readStatement(text, from, false);
  const data = findCopyData(text, from);
  if (data === undefined) return readStatement(text, from, true);
  const piece: Piece = {
    kind: 'copy-data', span: data, full: data, comments: [], terminated: true, end: data.end, open: false, readsData: false,
  };
  return { piece };
}

interface Reading {
  readonly text: string;
  readonly from: number;
  /** True where the text to the end of the file was already needed to know that no COPY data follows. */
  readonly open: boolean;
  readonly comments: Token[];
  first: Token | undefined;
  last: Token | undefined;
  /** What was opened first and may have been left open: a quote over several lines, a body or a parenthesis. */
  suspect: number | undefined;
  /** The first four. */
  readonly words: string[];
  /** What the words say that is created. */
  created: string | undefined;
  parentheses: number;
  body: number;
  previousWord: string;
  readsData: boolean;
}

function readStatement(text: string, from: number, open: boolean): NextPiece {
  const reading: Reading = {
    text, from, open, comments: [], first: undefined, last: undefined, suspect: undefined, words: [], created: undefined,
    parentheses: 0, body: 0, previousWord: '', readsData: false,
  };
  let offset = from;
  for (let token = readToken(text, offset); token !== undefined; token = readToken(text, offset)) {
    offset = token.end;
    if (token.kind === 'comment' && !token.unclosed) {
      if (reading.last !== undefined && beginsSection(text, token)) return { piece: finish(reading, endBeforeTrailing(reading, reading.last), { terminated: false, fullEnd: reading.last.end }) };
      reading.comments.push(token);
      continue;
    }
    const done = token.kind === 'unknown' ? atBackslash(reading, token) : atSemicolon(reading, token);
    if (done !== undefined) {
      if (done.piece !== undefined) return done;
      continue;
    }
    take(reading, token);
    if (token.unclosed) break;
  }
  return atEnd(reading);
}

/** Frameworks send each section by itself, so its last statement needs no semicolon: dbmate, goose, node-pg-migrate, Liquibase. */
const section = /^--[ \t]*(?:migrate:(?:up|down)\b|\+goose[ \t]+(?:up|down)\b|(?:up|down) migration\b|changeset[ \t]+\S+:\S)/i;

function beginsSection(text: string, comment: Token): boolean {
  return text.startsWith('--', comment.start) && section.test(text.slice(comment.start, Math.min(comment.end, comment.start + 80)));
}

/** Ends the piece at a semicolon that counts; `{ piece: undefined }` means: an empty statement, read on. */
function atSemicolon(reading: Reading, token: Token): NextPiece | undefined {
  if (symbolOf(reading.text, token) !== semicolon) return undefined;
  if (reading.body > 0 || (reading.parentheses > 0 && isRule(reading) && goesOnInRule(reading.text, token.end))) return undefined;
  if (reading.first === undefined) return { piece: undefined, comments: [] };
  return { piece: finish(reading, token.end, { terminated: true, fullEnd: token.end }) };
}

/** What may stand behind a semicolon in the parentheses of CREATE RULE (PostgreSQL manual, CREATE RULE: command). */
const ruleCommands: ReadonlySet<string> = new Set(['select', 'insert', 'update', 'delete', 'notify', 'with', 'values', 'table']);

/** Whether the text behind a semicolon can belong to the rule; otherwise its parenthesis was left open. */
function goesOnInRule(text: string, after: number): boolean {
  let token = readToken(text, after);
  while (token?.kind === 'comment') token = readToken(text, token.end);
  if (token?.kind === 'word') return ruleCommands.has(text.slice(token.start, token.end).toLowerCase());
  return token === undefined || ['(', ')', ';'].some((symbol) => isSymbol(text, token, symbol));
}

function atBackslash(reading: Reading, token: Token): NextPiece | undefined {
  const { text } = reading;
  if (text.charAt(token.start) !== '\\') return undefined;
  if (reading.first === undefined) {
    const end = endOfLine(text, token.start);
    reading.first = token;
    reading.last = { ...token, end: token.start + text.slice(token.start, end).trimEnd().length };
    const piece = finish(reading, end, { terminated: true, fullEnd: reading.last.end });
    return { piece: { ...piece, kind: 'psql' } };
  }
  if (text.charAt(token.end) === ';') return { piece: finish(reading, token.end + 1, { terminated: true, fullEnd: token.end + 1 }) };
  if (!isPsqlCommandHere(text, token.start)) return undefined;
  const terminated = sendsBuffer(text, token.start);
  return { piece: finish(reading, token.start, { terminated, fullEnd: reading.last?.end ?? token.start }) };
}

function take(reading: Reading, token: Token): void {
  const { text } = reading;
  reading.first ??= token;
  reading.last = token;
  if (token.kind === 'word') takeWord(reading, token);
  else if (token.kind === 'punctuation') {
    const symbol = symbolOf(text, token);
    if (symbol === opening) {
      reading.parentheses++;
      if (isRule(reading)) reading.suspect ??= token.start;
    } else if (symbol === closing) reading.parentheses = Math.max(0, reading.parentheses - 1);
    reading.previousWord = '';
  } else {
    reading.previousWord = '';
    if (token.unclosed || spansLines(text, token)) reading.suspect ??= token.start;
  }
}

const semicolon = 59;
const opening = 40;
const closing = 41;

/** The character code of a punctuation of one character; -1 for every other token. */
function symbolOf(text: string, token: Token): number {
  return token.kind === 'punctuation' && token.end - token.start === 1 ? text.charCodeAt(token.start) : -1;
}

/** After COPY … FROM PostgreSQL reads `stdout` as `stdin` (gram.y, copy_file_name). */
function takeWord(reading: Reading, token: Token): void {
  const length = token.end - token.start;
  const isFirst = reading.words.length < 4;
  // Behind the first ones only words of three (`end`) to six letters (`atomic`, `stdout`) say something.
  const word = length > 10 || (!isFirst && (length < 3 || length > 6)) ? '' : reading.text.slice(token.start, token.end).toLowerCase();
  if (isFirst) {
    reading.words.push(word);
    reading.created = createdKind(reading.words);
  }
  if (reading.created === 'function' || reading.created === 'procedure') {
    if (word === 'atomic' && reading.previousWord === 'begin' && reading.body === 0) {
      reading.body = 1;
      reading.suspect ??= token.start;
    } else if (reading.body > 0 && word === 'case') reading.body++;
    else if (reading.body > 0 && word === 'end') reading.body--;
  } else if ((word === 'stdin' || word === 'stdout') && reading.previousWord === 'from' && reading.parentheses === 0 && reading.words[0] === 'copy') {
    reading.readsData = true;
  }
  reading.previousWord = word;
}

function createdKind(words: readonly string[]): string | undefined {
  if (words[0] !== 'create') return undefined;
  return words[1] === 'or' && words[2] === 'replace' ? words[3] : words[1];
}

function isRule({ created }: Reading): boolean {
  return created === 'rule';
}

/** Looks no further than the token: a line may be as long as the file. */
function spansLines(text: string, token: Token): boolean {
  return token.kind !== 'dollar-string' && endOfLine(text, token.start, token.end) < token.end;
}

/** The file ends: without anything open this is the last statement, otherwise a plausible end is looked for. */
function atEnd(reading: Reading): NextPiece {
  const { text, first, last } = reading;
  if (first === undefined || last === undefined) return { piece: undefined, comments: reading.comments.map(spanOf) };
  const isOpen = last.unclosed || reading.body > 0 || (reading.parentheses > 0 && isRule(reading));
  const restart = isOpen ? findRestart(text, reading.suspect ?? first.start) : undefined;
  if (restart === undefined) return { piece: finish(reading, endBeforeTrailing(reading, last), { terminated: false, fullEnd: last.end }) };
  const comments = reading.comments.filter((comment) => comment.end < restart);
  const end = first.start + text.slice(first.start, restart - 1).trimEnd().length;
  const cut: Reading = { ...reading, comments, last: { ...last, end }, readsData: false };
  return { piece: { ...finish(cut, restart, { terminated: true, fullEnd: restart }), open: true } };
}

/** Leaves the comments after the last token to be read again, as the file's trailing comments. */
function endBeforeTrailing(reading: Reading, last: Token): number {
  const firstAfter = reading.comments.findIndex((comment) => comment.start >= last.end);
  if (firstAfter >= 0) reading.comments.length = firstAfter;
  return last.end;
}

function finish(reading: Reading, end: number, close: { terminated: boolean; fullEnd: number }): Piece {
  const { text, first, last } = reading;
  const span = { start: first?.start ?? end, end: last?.end ?? end };
  return {
    kind: 'sql', span, full: { start: startOfFull(text, reading, span.start), end: close.fullEnd },
    comments: reading.comments.map(spanOf), terminated: close.terminated, end,
    open: reading.open, readsData: reading.readsData && close.terminated,
  };
}

function spanOf(token: Token): Span {
  return { start: token.start, end: token.end };
}

/** Comments belong to the statement below while no blank line parts them; one on the line where the piece before ended does not. */
function startOfFull(text: string, reading: Reading, spanStart: number): number {
  let start = spanStart;
  for (const comment of reading.comments.toReversed()) {
    if (comment.end > spanStart) continue;
    if (lineBreaks(text, comment.end, start) > 1) break;
    if (reading.from > 1 && lineBreaks(text, reading.from, comment.start) === 0) break;
    start = comment.start;
  }
  return start;
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let line = endOfLine(text, from); line < to; line = endOfLine(text, line + 1)) {
    if (text.charAt(line) !== '\n' || text.charAt(line - 1) !== '\r') count++;
  }
  return count;
}
