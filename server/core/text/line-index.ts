/** A place in a text as editors count it: both numbers from 0, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The offsets at which the lines of a text start, and the text's length. Immutable. */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly text: string;
}

const lineFeed = 10;
const carriageReturn = 13;

/** Reads all line ends: `\n`, `\r\n` and a lone `\r` each end one line, as in the LSP specification. */
export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(offset + 1) !== lineFeed)) {
      starts.push(offset + 1);
    }
  }
  return { starts, text };
}

/** Offsets outside the text are moved to its nearest end. */
export function positionAt(index: LineIndex, offset: number): Position {
  const within = Math.max(0, Math.min(offset, index.text.length));
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((index.starts[middle] ?? 0) <= within) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: within - (index.starts[low] ?? 0) };
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
