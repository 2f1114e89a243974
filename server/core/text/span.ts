/** A half-open range of UTF-16 offsets. What it is relative to (a file, a statement) is said where it is used. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text of a span; an insertion has `start === end`. Edits of one fix do not overlap. */
export interface Edit extends Span {
  readonly text: string;
}

export function shiftSpan(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

export function shiftEdit(edit: Edit, by: number): Edit {
  return { start: edit.start + by, end: edit.end + by, text: edit.text };
}

/** Applies edits that do not overlap, in any order. Throws a RangeError where two overlap or one lies outside the text. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let from = 0;
  for (const edit of ordered) {
    if (edit.start < from || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`Edit ${edit.start}-${edit.end} overlaps another or leaves the text`);
    }
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}
