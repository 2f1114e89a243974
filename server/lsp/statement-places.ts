import type { Document } from '../core/document/statement';

type Places = Pick<Document, 'segments' | 'starts'>;

/** Where a statement of a document begins, without making the places of all others. */
export function startOf({ segments, starts }: Places, index: number): number {
  return (starts[index] ?? 0) + (segments[index]?.span.start ?? 0);
}

/** The last statement that begins at or before an offset, else the first one. */
export function statementAt(document: Places, offset: number): number {
  let low = 0;
  let high = document.segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (startOf(document, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
