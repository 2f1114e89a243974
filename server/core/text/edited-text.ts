import type { Edit, Span } from './span';

/** A stretch of the first text that is still there, or text that was written since. */
type Piece = { readonly kept: Span } | { readonly written: string };

/** A text after several rounds of edits, each of which means the text that the ones before it left. Immutable. */
export interface EditedText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export function unedited(text: string): EditedText {
  return { text, pieces: text === '' ? [] : [{ kept: { start: 0, end: text.length } }] };
}

/** Applies edits that do not overlap, in any order. Throws a RangeError where two overlap or one lies outside the text. */
export function editText(before: EditedText, edits: readonly Edit[]): EditedText {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let from = 0;
  const keep = (end: number) => {
    pieces.push(...cut(before.pieces, { start: from, end }));
    texts.push(before.text.slice(from, end));
  };
  for (const { start, end, text } of ordered) {
    if (start < from || end < start || end > before.text.length) throw new RangeError(`Edit ${start}-${end} overlaps another or leaves the text`);
    keep(start);
    if (text !== '') pieces.push({ written: text });
    texts.push(text);
    from = end;
  }
  keep(before.text.length);
  return { text: texts.join(''), pieces };
}

/** The edits that lead from the first text, of which `length` is the length, to this one at once; in order, none touches another. */
export function allEdits({ pieces }: EditedText, length: number): readonly Edit[] {
  const edits: Edit[] = [];
  let from = 0;
  let written = '';
  const add = (to: number) => {
    if (written !== '' || to > from) edits.push({ start: from, end: to, text: written });
    written = '';
  };
  for (const piece of pieces) {
    if ('written' in piece) written += piece.written;
    else {
      add(piece.kept.start);
      from = piece.kept.end;
    }
  }
  add(length);
  return edits;
}

/** The pieces of a span of the text that they make. */
function cut(pieces: readonly Piece[], span: Span): readonly Piece[] {
  const inside: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = 'written' in piece ? piece.written.length : piece.kept.end - piece.kept.start;
    const start = Math.max(span.start - at, 0);
    const end = Math.min(span.end - at, length);
    if (start < end) inside.push('written' in piece ? { written: piece.written.slice(start, end) } : { kept: { start: piece.kept.start + start, end: piece.kept.start + end } });
    at += length;
  }
  return inside;
}
