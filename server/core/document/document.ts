import { findOtherDialect, mayBeOtherDialect } from '../sql/dialect';
import { readPiece, split } from '../sql/split';
import type { NextPiece, Piece } from '../sql/split';
import { startsWithControlWord } from '../sql/transaction-control';
import { lineAt, type Characters } from '../text/line-index';
import { shiftSpan } from '../text/span';
import type { Edit, Span } from '../text/span';
import { readIgnores } from './ignore-comments';
import type { Document, IgnoreComment, NotableSegments, PlacedStatement, Segment } from './statement';
import type { StatementCache } from './statement-cache';

/** A document that can be edited: it remembers how its text was cut. */
export interface OpenDocument extends Document, Characters {
  readonly segments: readonly CutSegment[];
  /** The first of them that is `open`; undefined where none is. */
  readonly firstOpen: number | undefined;
  readonly end: EndOfFile;
}

/** What stands behind the last segment; spans count from its end. */
interface EndOfFile {
  readonly text: string;
  readonly comments: readonly Span[];
}

interface CutSegment extends Segment {
  /** True where the cut depends on text far behind it, so that any later edit may move it. */
  readonly open: boolean;
  /** True for COPY … FROM stdin, whose data may follow. */
  readonly readsData: boolean;
}

export function openDocument(text: string, cache: StatementCache): OpenDocument {
  const { pieces, trailingComments } = split(text);
  let from = 0;
  const segments = pieces.map((piece) => {
    const segment = segmentOf(text, from, piece, cache);
    from = piece.end;
    return segment;
  });
  return new CutDocument(segments, { text: text.slice(from), comments: shiftAll(trailingComments, -from) });
}

/**
 * The document after an edit, or with a new text (the differing middle is found by comparing both ends).
 * Segments before the edit are kept as they are; cutting goes on from there until a boundary agrees with the old ones again,
 * and what follows is kept too. The result equals `openDocument` of the new text.
 */
export function editDocument(document: OpenDocument, change: string | Edit, cache: StatementCache): OpenDocument {
  const edit = typeof change === 'string' ? difference(document.text, change) : change;
  if (edit.start === edit.end && edit.text === '') return document;
  const keep = firstTouched(document, edit.start);
  return cutAgain(document, edit, windowAround(document, edit, keep), cache) ?? cutAgain(document, edit, windowAround(document, edit, keep, Infinity), cache) ?? openDocument(editedText(document.text, edit), cache);
}

/** A part of the file, with an edit made in it. */
interface Window {
  readonly text: string;
  /** The offset in the file where the text starts. */
  readonly base: number;
  /** The first segment to cut again. */
  readonly keep: number;
  /** The text runs to the end of the file. */
  readonly whole: boolean;
}

/** The segments around an edit: two before, for what looks back, and some behind, where cutting comes together with the old boundaries. */
function windowAround({ segments, starts, end }: OpenDocument, edit: Edit, keep: number, behind = 3): Window {
  const first = Math.max(0, keep - 2);
  const base = starts[first] ?? 0;
  let last = keep;
  while (last < segments.length && (starts[last] ?? 0) <= edit.end) last++;
  last = Math.min(segments.length, last + behind);
  const whole = last === segments.length;
  const text = textOf(segments.slice(first, last)) + (whole ? end.text : '');
  return { text: editedText(text, { start: edit.start - base, end: edit.end - base, text: edit.text }), base, keep, whole };
}

/** undefined: the window is too small to tell. */
function cutAgain(document: OpenDocument, edit: Edit, { text, base, keep, whole }: Window, cache: StatementCache): OpenDocument | undefined {
  const { segments, starts } = document;
  const by = edit.text.length - (edit.end - edit.start);
  const cut = segments.slice(0, keep);
  let from = (starts[keep] ?? 0) - base;
  // At the start of a text things are read as at the start of a file.
  if (keep > 0 && from < 2) return undefined;
  let old = keep;
  for (;;) {
    const { piece, comments } = withComments(readPiece(text, cut.length === 0 ? undefined : { end: from, readsData: cut.at(-1)?.readsData === true }));
    if (piece === undefined) return whole ? new CutDocument(cut, { text: text.slice(from), comments: shiftAll(comments, -from) }) : undefined;
    // Cut by its semicolon, with more text behind it: then it is the same as in the whole file.
    if (!whole && (piece.open || !piece.terminated || piece.end >= text.length)) return undefined;
    cut.push(segmentOf(text, from, piece, cache));
    from = piece.end;
    const before = from + base - by;
    while (old < segments.length && (starts[old + 1] ?? 0) < before) old++;
    const end = starts[old + 1] ?? -1;
    // Reading the next piece depends only on where it starts and on whether COPY data is expected.
    if (end >= edit.end && end === before && segments[old]?.readsData === piece.readsData) break;
  }
  return new CutDocument(cut.concat(segments.slice(old + 1)), document.end);
}

function withComments(next: NextPiece): { readonly piece: Piece | undefined; readonly comments: readonly Span[] } {
  return next.piece === undefined ? next : { piece: next.piece, comments: [] };
}

function editedText(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

function textOf(segments: readonly CutSegment[]): string {
  let text = '';
  for (const segment of segments) text += segment.text;
  return text;
}

/** The first segment that the edit can change: one before that which it touches, or an earlier one that was cut by what comes later. */
function firstTouched({ segments, starts, firstOpen }: OpenDocument, editStart: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle + 1] ?? 0) >= editStart) high = middle;
    else low = middle + 1;
  }
  const touched = Math.max(0, low - 1);
  return Math.min(firstOpen ?? touched, touched);
}

function segmentOf(text: string, from: number, piece: Piece, cache: StatementCache): CutSegment {
  const { span, full, comments, terminated, open, readsData, kind, end } = piece;
  const statement = cache.statement(kind, text.slice(span.start, span.end));
  const sql = kind === 'sql';
  return {
    statement, terminated, open, readsData,
    text: text.slice(from, end),
    length: end - from, span: shiftSpan(span, -from), full: shiftSpan(full, -from), comments: shiftAll(comments, -from),
    ignores: comments.length === 0 ? none : orNone(readIgnores(text, comments, -from)),
    mayControl: sql && startsWithControlWord(statement.text),
    suspect: sql && mayBeOtherDialect(statement.text),
  };
}

const none: readonly IgnoreComment[] = [];

function orNone(ignores: readonly IgnoreComment[]): readonly IgnoreComment[] {
  return ignores.length === 0 ? none : ignores;
}

function shiftAll(spans: readonly Span[], by: number): readonly Span[] {
  return spans.length === 0 ? spans : spans.map((span) => shiftSpan(span, by));
}

class CutDocument implements OpenDocument {
  readonly segments: readonly CutSegment[];
  readonly end: EndOfFile;
  readonly starts: Int32Array;
  readonly notable: NotableSegments;
  readonly firstOpen: number | undefined;
  #text: string | undefined;
  #statements: readonly PlacedStatement[] | undefined;
  #dialect: { readonly found: Document['otherDialect'] } | undefined;

  constructor(segments: readonly CutSegment[], end: EndOfFile) {
    this.segments = segments;
    this.end = end;
    this.starts = new Int32Array(segments.length + 1);
    const notable = { ignoring: [] as number[], controlling: [] as number[], suspect: [] as number[] };
    let start = 0;
    let open: number | undefined;
    // The only look at every segment that an edit costs.
    for (let index = 0; index < segments.length; index++) {
      const segment = segments[index];
      if (segment === undefined) continue;
      this.starts[index + 1] = start += segment.length;
      if (segment.open) open ??= index;
      if (segment.suspect) notable.suspect.push(index);
      if (segment.mayControl) notable.controlling.push(index);
      if (segment.ignores !== none) notable.ignoring.push(index);
    }
    this.notable = notable;
    this.firstOpen = open;
  }

  get statements(): readonly PlacedStatement[] {
    this.#statements ??= this.segments.map(({ statement, span, full, comments, terminated }, index) => {
      const by = this.starts[index] ?? 0;
      return { statement, span: shiftSpan(span, by), full: shiftSpan(full, by), comments: shiftAll(comments, by), terminated };
    });
    return this.#statements;
  }

  /** Put together when first asked for, which costs a copy: an edit looks at a part of it only. */
  get text(): string {
    this.#text ??= textOf(this.segments) + this.end.text;
    return this.#text;
  }

  get length(): number {
    return this.#endStart + this.end.text.length;
  }

  charCodeAt(offset: number): number {
    if (offset >= this.#endStart) return this.end.text.charCodeAt(offset - this.#endStart);
    const index = lineAt(this.starts, offset);
    return this.segments[index]?.text.charCodeAt(offset - (this.starts[index] ?? 0)) ?? Number.NaN;
  }

  get #endStart(): number {
    return this.starts[this.segments.length] ?? 0;
  }

  get trailingComments(): readonly Span[] {
    return shiftAll(this.end.comments, this.#endStart);
  }

  get trailingText(): string {
    return this.end.text;
  }

  get trailingIgnores(): readonly IgnoreComment[] {
    return this.end.comments.length === 0 ? none : readIgnores(this.end.text, this.end.comments, this.#endStart);
  }

  /** Looked for when asked, because it needs the parser's word. */
  get otherDialect(): Document['otherDialect'] {
    this.#dialect ??= { found: findOtherDialect(suspects(this)) };
    return this.#dialect.found;
  }
}

/** The statements that look as if written for another database, with spans of the file. */
export function* suspects({ segments, starts, notable }: Pick<Document, 'segments' | 'starts' | 'notable'>): Generator<Pick<PlacedStatement, 'statement' | 'span'>> {
  for (const index of notable.suspect) {
    const segment = segments[index];
    if (segment !== undefined) yield { statement: segment.statement, span: shiftSpan(segment.span, starts[index] ?? 0) };
  }
}

/** The smallest single edit between two texts. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (tail < shorter - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
