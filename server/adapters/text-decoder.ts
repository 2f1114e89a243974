export type DecodedText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/**
 * The text of a file. A byte order mark decides between UTF-8 and UTF-16 and is not part of the text, as in VS Code.
 * Bytes that are no text in that encoding give a message with their place.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const at = firstInvalid(bytes, encoding);
    const line = lineOf(bytes.subarray(0, at), encoding);
    const value = (bytes[at] ?? 0).toString(16).padStart(2, '0');
    const name = encoding === 'utf-8' ? 'UTF-8' : 'UTF-16';
    return { ok: false, message: `line ${line}: byte ${at} (0x${value}) is not valid ${name}; save the file as UTF-8` };
  }
}

/** The bytes of a text in the encoding of other bytes, with their byte order mark. */
export function encodeLike(bytes: Uint8Array, text: string): Uint8Array {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8') return Buffer.from(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? `\ufeff${text}` : text, 'utf8');
  const encoded = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le' ? encoded : encoded.swap16();
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Index of the first byte that cannot follow what stands before it; the length where the text ends inside a character. */
function firstInvalid(bytes: Uint8Array, encoding: Encoding): number {
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    if (isValidStart(bytes.subarray(0, middle), encoding)) valid = middle;
    else invalid = middle;
  }
  return encoding === 'utf-8' ? startOfCharacter(bytes, Math.min(valid, bytes.length)) : Math.min(valid, Math.max(0, bytes.length - 1));
}

/** A character that breaks off is named by its first byte, not by what follows instead of the rest. */
function startOfCharacter(bytes: Uint8Array, at: number): number {
  let lead = at - 1;
  while (lead > 0 && ((bytes[lead] ?? 0) & 0xc0) === 0x80) lead--;
  const value = bytes[lead] ?? 0;
  const length = value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : value >= 0xc0 ? 2 : 1;
  return lead >= 0 && lead + length > at ? lead : Math.min(at, Math.max(0, bytes.length - 1));
}

function isValidStart(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function lineOf(bytes: Uint8Array, encoding: Encoding): number {
  return new TextDecoder(encoding).decode(bytes, { stream: true }).split(/\r\n|\r|\n/).length;
}
