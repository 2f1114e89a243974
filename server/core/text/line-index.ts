import type { Edit } from './span';

/** A place in a text as editors count it: both numbers from 0, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A text as far as line ends are concerned; a string is one. */
export interface Characters {
  readonly length: number;
  /** The UTF-16 unit at an offset; NaN outside. */
  charCodeAt(offset: number): number;
}

/** The offsets at which the lines of a text start, and the text's length. Immutable. */
export interface LineIndex<Text extends Characters = Characters> {
  readonly starts: Int32Array;
  readonly text: Text;
}

const lineFeed = 10;
const carriageReturn = 13;

/** Reads all line ends: `\n`, `\r\n` and a lone `\r` each end one line, as in the LSP specification. */
export function indexLines<Text extends Characters>(text: Text): LineIndex<Text> {
  return { starts: Int32Array.from(typeof text === 'string' ? startsOf(text) : [0, ...startsWithin(text, 0, text.length)]), text };
}

/**
 * The lines of `text`, which is the text of `index` after an edit: only what was inserted is read. Equals `indexLines(text)`.
 * A line break is two characters at most, so a start is certain where neither the character before it nor the one at it was edited.
 */
export function editLines(index: LineIndex, edit: Edit, text: Characters): LineIndex {
  const { starts } = index;
  const kept = Math.max(1, lineAt(starts, edit.start - 1) + 1);
  const after = Math.max(kept, lineAt(starts, edit.end) + 1);
  const inserted = startsWithin(text, Math.max(0, edit.start - 1), edit.start + edit.text.length);
  const by = text.length - index.text.length;
  const edited = new Int32Array(kept + inserted.length + starts.length - after);
  edited.set(starts.subarray(0, kept));
  edited.set(inserted, kept);
  edited.set(starts.subarray(after), kept + inserted.length);
  if (by !== 0) for (let line = kept + inserted.length; line < edited.length; line++) edited[line] = (edited[line] ?? 0) + by;
  return { starts: edited, text };
}

/** The starts of the lines that follow the line breaks which end in a range of the text. */
function startsOf(text: string): readonly number[] {
  if (text.includes('\r')) return [0, ...startsWithin(text, 0, text.length)];
  const starts = [0];
  for (let lineBreak = text.indexOf('\n'); lineBreak >= 0; lineBreak = text.indexOf('\n', lineBreak + 1)) starts.push(lineBreak + 1);
  return starts;
}

function startsWithin(text: Characters, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let offset = from; offset < to; offset++) {
    const code = text.charCodeAt(offset);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(offset + 1) !== lineFeed)) starts.push(offset + 1);
  }
  return starts;
}

/** The last of ascending starts that is at or before an offset, by its index. */
export function lineAt(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Offsets outside the text are moved to its nearest end. */
export function positionAt(index: LineIndex, offset: number): Position {
  const within = Math.max(0, Math.min(offset, index.text.length));
  const line = lineAt(index.starts, within);
  return { line, character: within - (index.starts[line] ?? 0) };
}

/** A character past the end of its line means that end (before the line break); lines outside the text mean its nearest end. */
export function offsetAt(index: LineIndex, position: Position): number {
  if (position.line < 0) return 0;
  const start = index.starts[position.line];
  if (start === undefined) return index.text.length;
  return Math.min(start + Math.max(0, position.character), endOfLine(index, position.line));
}

/** The offset at which the visible text of a line ends, before its line break. */
export function endOfLine(index: LineIndex, line: number): number {
  const next = index.starts[line + 1];
  if (next === undefined) return index.text.length;
  let end = next - 1;
  if (index.text.charCodeAt(end) === lineFeed && end > 0 && index.text.charCodeAt(end - 1) === carriageReturn) end--;
  return Math.max(end, index.starts[line] ?? 0);
}
