import { findOtherDialect } from '../sql/dialect';
import { readPiece, split } from '../sql/split';
import type { Piece } from '../sql/split';
import { shiftSpan } from '../text/span';
import type { Edit, Span } from '../text/span';
import type { Document, PlacedStatement } from './statement';
import type { StatementCache } from './statement-cache';

/** A document that can be edited: it remembers how its text was cut. */
export interface OpenDocument extends Document {
  readonly pieces: readonly Piece[];
}

export function openDocument(text: string, cache: StatementCache): OpenDocument {
  const { pieces, trailingComments } = split(text);
  return assemble({ text, pieces, trailingComments, statements: pieces.map((piece) => place(text, piece, cache)) });
}

/**
 * The document after an edit, or with a new text (the differing middle is found by comparing both ends).
 * Statements before the edit are kept as they are; cutting goes on from there until a boundary agrees with the old ones again,
 * and what follows is only shifted. The result equals `openDocument` of the new text.
 */
export function editDocument(document: OpenDocument, change: string | Edit, cache: StatementCache): OpenDocument {
  const edit = typeof change === 'string' ? difference(document.text, change) : change;
  if (edit.start === edit.end && edit.text === '') return document;
  const text = document.text.slice(0, edit.start) + edit.text + document.text.slice(edit.end);
  const delta = edit.text.length - (edit.end - edit.start);
  const keep = firstTouched(document.pieces, edit.start);
  const pieces = document.pieces.slice(0, keep);
  const statements = document.statements.slice(0, keep);
  let old = keep;
  for (;;) {
    const next = readPiece(text, pieces.at(-1));
    if (next.piece === undefined) return assemble({ text, pieces, statements, trailingComments: next.comments });
    pieces.push(next.piece);
    statements.push(place(text, next.piece, cache));
    while (old < document.pieces.length && endAfter(document.pieces[old], delta) < next.piece.end) old++;
    const same = document.pieces[old];
    if (same !== undefined && same.end >= edit.end && agrees(same, next.piece, delta)) break;
  }
  for (const piece of document.pieces.slice(old + 1)) pieces.push(shiftPiece(piece, delta));
  for (const placed of document.statements.slice(old + 1)) statements.push(shiftPlaced(placed, delta));
  return assemble({ text, pieces, statements, trailingComments: document.trailingComments.map((span) => shiftSpan(span, delta)) });
}

/** Reading the next piece depends only on where it starts and on whether COPY data is expected. */
function agrees(old: Piece, now: Piece, delta: number): boolean {
  return old.end + delta === now.end && old.readsData === now.readsData;
}

function endAfter(piece: Piece | undefined, delta: number): number {
  return (piece?.end ?? 0) + delta;
}

/** The first piece that the edit can change: one before the piece it touches, or an earlier one that was cut by what comes later. */
function firstTouched(pieces: readonly Piece[], editStart: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle]?.end ?? 0) >= editStart) high = middle;
    else low = middle + 1;
  }
  const touched = Math.max(0, low - 1);
  const open = pieces.findIndex((piece) => piece.open);
  return open < 0 ? touched : Math.min(open, touched);
}

function place(text: string, piece: Piece, cache: StatementCache): PlacedStatement {
  const { span, full, comments, terminated } = piece;
  return { statement: cache.statement(piece.kind, text.slice(span.start, span.end)), span, full, comments, terminated };
}

function shiftPiece(piece: Piece, by: number): Piece {
  if (by === 0) return piece;
  return {
    ...piece, span: shiftSpan(piece.span, by), full: shiftSpan(piece.full, by),
    comments: piece.comments.map((span) => shiftSpan(span, by)), end: piece.end + by,
  };
}

function shiftPlaced(placed: PlacedStatement, by: number): PlacedStatement {
  if (by === 0) return placed;
  return {
    ...placed, span: shiftSpan(placed.span, by), full: shiftSpan(placed.full, by),
    comments: placed.comments.map((span) => shiftSpan(span, by)),
  };
}

interface Parts {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly statements: readonly PlacedStatement[];
  readonly trailingComments: readonly Span[];
}

/** The dialect is looked for when asked, because it needs the parser's word. */
function assemble(parts: Parts): OpenDocument {
  let dialect: { readonly found: Document['otherDialect'] } | undefined;
  return {
    ...parts,
    get otherDialect() {
      dialect ??= { found: findOtherDialect(parts.statements) };
      return dialect.found;
    },
  };
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
