import { findOtherDialect, mayBeOtherDialect } from '../sql/dialect';
import { readPiece, split } from '../sql/split';
import type { Piece } from '../sql/split';
import { startsWithControlWord } from '../sql/transaction-control';
import { shiftSpan } from '../text/span';
import type { Edit, Span } from '../text/span';
import { readIgnores } from './ignore-comments';
import type { Document, IgnoreComment, NotableSegments, PlacedStatement, Segment } from './statement';
import type { StatementCache } from './statement-cache';

/** A document that can be edited: it remembers how its text was cut. */
export interface OpenDocument extends Document {
  readonly segments: readonly CutSegment[];
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
  return new CutDocument(text, segments, shiftAll(trailingComments, -from));
}

/**
 * The document after an edit, or with a new text (the differing middle is found by comparing both ends).
 * Segments before the edit are kept as they are; cutting goes on from there until a boundary agrees with the old ones again,
 * and what follows is kept too. The result equals `openDocument` of the new text.
 */
export function editDocument(document: OpenDocument, change: string | Edit, cache: StatementCache): OpenDocument {
  const edit = typeof change === 'string' ? difference(document.text, change) : change;
  if (edit.start === edit.end && edit.text === '') return document;
  const { segments, starts } = document;
  const text = document.text.slice(0, edit.start) + edit.text + document.text.slice(edit.end);
  const by = text.length - document.text.length;
  const keep = firstTouched(document, edit.start);
  const cut = segments.slice(0, keep);
  let from = starts[keep] ?? 0;
  let old = keep;
  for (;;) {
    const next = readPiece(text, cut.length === 0 ? undefined : { end: from, readsData: cut.at(-1)?.readsData === true });
    if (next.piece === undefined) return new CutDocument(text, cut, shiftAll(next.comments, -from));
    cut.push(segmentOf(text, from, next.piece, cache));
    from = next.piece.end;
    while (old < segments.length && (starts[old + 1] ?? 0) + by < from) old++;
    const end = starts[old + 1] ?? -1;
    // Reading the next piece depends only on where it starts and on whether COPY data is expected.
    if (end >= edit.end && end + by === from && segments[old]?.readsData === next.piece.readsData) break;
  }
  return new CutDocument(text, cut.concat(segments.slice(old + 1)), shiftAll(document.trailingComments, -(starts[segments.length] ?? 0)));
}

/** The first segment that the edit can change: one before that which it touches, or an earlier one that was cut by what comes later. */
function firstTouched({ segments, starts }: OpenDocument, editStart: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle + 1] ?? 0) >= editStart) high = middle;
    else low = middle + 1;
  }
  const touched = Math.max(0, low - 1);
  const open = segments.findIndex((segment, index) => segment.open || index >= touched);
  return open < 0 ? touched : Math.min(open, touched);
}

function segmentOf(text: string, from: number, piece: Piece, cache: StatementCache): CutSegment {
  const { span, full, comments, terminated, open, readsData, kind, end } = piece;
  const statement = cache.statement(kind, text.slice(span.start, span.end));
  const sql = kind === 'sql';
  return {
    statement, terminated, open, readsData,
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
  readonly text: string;
  readonly segments: readonly CutSegment[];
  readonly starts: Int32Array;
  readonly notable: NotableSegments;
  /** From the end of the last segment on, which is what does not change while the comments only move. */
  readonly #trailing: readonly Span[];
  #statements: readonly PlacedStatement[] | undefined;
  #dialect: { readonly found: Document['otherDialect'] } | undefined;

  constructor(text: string, segments: readonly CutSegment[], trailing: readonly Span[]) {
    this.text = text;
    this.segments = segments;
    this.#trailing = trailing;
    this.starts = new Int32Array(segments.length + 1);
    const notable = { ignoring: [] as number[], controlling: [] as number[], suspect: [] as number[] };
    let start = 0;
    // The only look at every segment that an edit costs.
    for (let index = 0; index < segments.length; index++) {
      const segment = segments[index];
      if (segment === undefined) continue;
      this.starts[index + 1] = start += segment.length;
      if (segment.suspect) notable.suspect.push(index);
      if (segment.mayControl) notable.controlling.push(index);
      if (segment.ignores !== none) notable.ignoring.push(index);
    }
    this.notable = notable;
  }

  get statements(): readonly PlacedStatement[] {
    this.#statements ??= this.segments.map(({ statement, span, full, comments, terminated }, index) => {
      const by = this.starts[index] ?? 0;
      return { statement, span: shiftSpan(span, by), full: shiftSpan(full, by), comments: shiftAll(comments, by), terminated };
    });
    return this.#statements;
  }

  get trailingComments(): readonly Span[] {
    return shiftAll(this.#trailing, this.starts[this.segments.length] ?? 0);
  }

  get trailingIgnores(): readonly IgnoreComment[] {
    return this.#trailing.length === 0 ? none : readIgnores(this.text, this.trailingComments, 0);
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
