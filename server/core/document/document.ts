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
  for (let index = old + 1; index < document.pieces.length; index++) {
    const [piece, placed] = [document.pieces[index], document.statements[index]];
    if (piece === undefined || placed === undefined) break;
    const shifted = shiftPiece(piece, delta);
    pieces.push(shifted);
    statements.push(delta === 0 ? placed : shiftPlaced(placed, shifted));
  }
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

/** Written out field by field: this runs for every statement behind an edit. */
function shiftPiece(piece: Piece, by: number): Piece {
  if (by === 0) return piece;
  const { kind, span, full, comments, terminated, end, open, readsData } = piece;
  return { kind, span: shiftSpan(span, by), full: shiftSpan(full, by), comments: shiftAll(comments, by), terminated, end: end + by, open, readsData };
}

function shiftPlaced(placed: PlacedStatement, piece: Piece): PlacedStatement {
  const { span, full, comments, terminated } = piece;
  return { statement: placed.statement, span, full, comments, terminated };
}

function shiftAll(spans: readonly Span[], by: number): readonly Span[] {
  return spans.length === 0 ? spans : spans.map((span) => shiftSpan(span, by));
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
