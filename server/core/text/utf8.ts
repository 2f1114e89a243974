/** Turns offsets that count something else than UTF-16 units into UTF-16 offsets of one text. */
export interface OffsetMap {
  /** An offset inside a character gives the character's start; outside the text, its nearest end. */
  toUtf16(offset: number): number;
}

/** How far apart the remembered points are, in UTF-16 units. */
const stride = 256;

export function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the whole ASCII range is meant
  return /^[\0-\x7f]*$/.test(text);
}

/** The offset of the first half of a surrogate pair that stands alone (such text has no UTF-8 form); undefined where there is none. */
export function findLoneSurrogate(text: string): number | undefined {
  const at = text.search(/\p{Surrogate}/u);
  return at < 0 ? undefined : at;
}

/** UTF-8 byte offset -> UTF-16 offset. */
export function mapUtf8(text: string): OffsetMap {
  return isAscii(text) ? clamped(text) : mapWith(text, utf8Length);
}

/** Code point offset -> UTF-16 offset. */
export function mapCodePoints(text: string): OffsetMap {
  return isAscii(text) ? clamped(text) : mapWith(text, () => 1);
}

/** The bytes that a text takes in UTF-8. */
export function utf8ByteLength(text: string): number {
  if (isAscii(text)) return text.length;
  let bytes = 0;
  for (let offset = 0; offset < text.length; offset += unitsAt(text, offset)) bytes += utf8Length(text.codePointAt(offset) ?? 0);
  return bytes;
}

function clamped(text: string): OffsetMap {
  const length = text.length;
  return { toUtf16: (offset) => Math.max(0, Math.min(offset, length)) };
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

function unitsAt(text: string, offset: number): number {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}

/** Remembers a point every `stride` units and counts on from the nearest one, so that a lookup does not read the whole text. */
function mapWith(text: string, lengthOf: (codePoint: number) => number): OffsetMap {
  const foreign: number[] = [];
  const own: number[] = [];
  let counted = 0;
  let nextPoint = 0;
  for (let offset = 0; offset < text.length; offset += unitsAt(text, offset)) {
    if (offset >= nextPoint) {
      foreign.push(counted);
      own.push(offset);
      nextPoint = offset + stride;
    }
    counted += lengthOf(text.codePointAt(offset) ?? 0);
  }
  return {
    toUtf16(wanted) {
      if (wanted <= 0) return 0;
      if (wanted >= counted) return text.length;
      const point = lastAtMost(foreign, wanted);
      let at = foreign[point] ?? 0;
      let offset = own[point] ?? 0;
      for (;;) {
        const next = at + lengthOf(text.codePointAt(offset) ?? 0);
        if (next > wanted) return offset;
        at = next;
        offset += unitsAt(text, offset);
      }
    },
  };
}

function lastAtMost(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((sorted[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
